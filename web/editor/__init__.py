"""The editor of rubrics: modules of CodeMirror as they come from npm, one file each, and the map of their names."""
