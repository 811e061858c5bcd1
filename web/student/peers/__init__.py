"""Works of classmates without names, words about them, and what she says of her own."""
