"""Telling what a paper or a file is: /tjek and `flask verify`."""
