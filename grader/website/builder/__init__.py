"""Pages that a site builder made (Wix and the like), as a browser saves them: whose part is whose.

`profiles/*.toml` hold what is known of each builder; the checks ask the index, and know no builder's name.
"""
