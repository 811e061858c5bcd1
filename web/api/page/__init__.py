"""The page on which a lead lets programs in, and takes that back."""
