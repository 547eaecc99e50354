"""Printed words made comparable: names, titles, venues, organizations, stems, and the entries of a profile."""
