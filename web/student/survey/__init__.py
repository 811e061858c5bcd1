"""How she sees coding: three sentences, her own words, her own change."""
