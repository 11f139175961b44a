"""The vocabulary of what is said on a screen: escaped text, tables, figures; and the style sheets."""
