"""The pages: one blueprint a journey. They parse, call one function, render."""
