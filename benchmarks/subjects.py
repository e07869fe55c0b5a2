"""Where the subject is in each of the thirty demonstration pictures, drawn by hand.

Left, top, right and bottom as fractions of the picture: the whole car, or what the picture is a
detail of. `benchmarks/focus.py` asks how much of them crops keep.
"""

Subject = tuple[float, float, float, float]

SUBJECTS: dict[str, Subject] = {
    "city-hatch/01-front-three-quarter.jpg": (0.045, 0.125, 0.875, 0.955),
    "city-hatch/02-rear-three-quarter.jpg": (0.130, 0.105, 0.950, 0.960),
    "city-hatch/03-side.jpg": (0.090, 0.215, 0.890, 0.805),
    "city-hatch/04-front.jpg": (0.165, 0.130, 0.790, 0.970),
    "city-hatch/05-evening.jpg": (0.115, 0.185, 0.820, 0.860),
    "city-hatch/06-evening-rear.jpg": (0.155, 0.110, 0.915, 0.885),
    "city-hatch/07-wheel.jpg": (0.215, 0.145, 0.675, 0.945),
    "city-hatch/08-lamp.jpg": (0.360, 0.330, 0.720, 0.580),
    "city-hatch/09-from-above.jpg": (0.165, 0.015, 0.790, 0.990),
    "city-hatch/10-three-quarter-portrait.jpg": (0.015, 0.325, 0.895, 0.730),
    "coupe-teaser/01-front-three-quarter.jpg": (0.050, 0.205, 0.900, 0.800),
    "coupe-teaser/02-rear-three-quarter.jpg": (0.110, 0.205, 0.980, 0.835),
    "coupe-teaser/03-side.jpg": (0.090, 0.265, 0.940, 0.710),
    "coupe-teaser/04-front-light.jpg": (0.200, 0.230, 0.800, 0.930),
    "coupe-teaser/05-rear-light.jpg": (0.205, 0.220, 0.800, 0.930),
    "coupe-teaser/06-from-above.jpg": (0.085, 0.155, 0.895, 0.835),
    "coupe-teaser/07-lamp.jpg": (0.000, 0.440, 1.000, 0.660),
    "coupe-teaser/08-wheel.jpg": (0.305, 0.085, 0.740, 0.980),
    "coupe-teaser/09-under-the-cover.jpg": (0.045, 0.200, 0.885, 0.860),
    "coupe-teaser/10-haunch.jpg": (0.200, 0.300, 1.000, 0.950),
    "electric-suv-concept/01-front-three-quarter.jpg": (0.085, 0.160, 0.880, 0.885),
    "electric-suv-concept/02-rear-three-quarter.jpg": (0.145, 0.150, 0.955, 0.930),
    "electric-suv-concept/03-side.jpg": (0.090, 0.220, 0.915, 0.775),
    "electric-suv-concept/04-front.jpg": (0.235, 0.165, 0.770, 0.890),
    "electric-suv-concept/05-rear.jpg": (0.235, 0.135, 0.765, 0.895),
    "electric-suv-concept/06-from-above.jpg": (0.175, 0.025, 0.785, 0.990),
    "electric-suv-concept/07-low-front.jpg": (0.140, 0.250, 0.765, 0.805),
    "electric-suv-concept/08-wheel.jpg": (0.115, 0.180, 0.800, 0.825),
    "electric-suv-concept/09-light-bar.jpg": (0.000, 0.360, 0.760, 0.560),
    "electric-suv-concept/10-flank.jpg": (0.200, 0.050, 1.000, 1.000),
}
