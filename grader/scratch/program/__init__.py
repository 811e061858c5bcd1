"""What all findings share: the program as the published analyses see it, and the analyses of all of it.

`index.program` is the way in. Facts of LitterBox 50ea106, in our own words.
"""
