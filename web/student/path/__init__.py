"""Beside her tries: who reads a work and by when, her own words, an older file once more."""
