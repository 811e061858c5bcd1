"""Checks that judge what a browser showed: a `RenderedSite`."""
