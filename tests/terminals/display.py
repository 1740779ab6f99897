"""A private X display, pictures of it, and what is read off them."""
import os, select, subprocess, tempfile, time, unicodedata
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageGrab, ImageOps

import reading

WIDTH, HEIGHT = 1920, 1200
CELL_WIDTH, CELL_HEIGHT = 12, 24  # of the raster in which cells of different terminals are compared


class Display:
    def __enter__(self):
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-br", "-screen", "0", "%dx%dx24" % (WIDTH, HEIGHT), "-dpi", "96",
             "-nolisten", "tcp", "-noreset", "+extension", "GLX"], pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        if not select.select([reader], [], [], 20)[0]:
            raise RuntimeError("Xvfb did not start")
        with open(reader) as line:
            self.name = ":" + line.readline().strip()
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def picture(self):
        return ImageGrab.grab(xdisplay=self.name).convert("RGB")

    def settled_picture(self, quiet=0.25, limit=4.0):
        """Once it stopped changing."""
        last, since, end = self.picture(), time.monotonic(), time.monotonic() + limit
        while time.monotonic() - since < quiet and time.monotonic() < end:
            time.sleep(0.08)
            now = self.picture()
            if difference_of(now, last).getbbox():
                last, since = now, time.monotonic()
        return last

    def window(self):
        """The largest window but the root, its width and height: the terminal's."""
        found = self.xdotool("search", "--onlyvisible", "--maxdepth", "1", ".*").split()
        sizes = {}
        for window in found:
            lines = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", window).split() if "=" in line)
            if "WIDTH" in lines and (int(lines["WIDTH"]), int(lines["HEIGHT"])) != (WIDTH, HEIGHT):
                sizes[window] = int(lines["WIDTH"]), int(lines["HEIGHT"])
        window = max(sizes, key=lambda name: sizes[name][0] * sizes[name][1])
        return window, sizes[window]

    def resize_window(self, window, width, height):
        self.xdotool("windowsize", window, str(width), str(height))

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *arguments], env=dict(os.environ, DISPLAY=self.name), stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True).stdout


class Grid:
    """Where a terminal's cells are in a picture; found by an empty page and one that has its corner cells filled."""
    def __init__(self, empty, filled, columns, rows):
        box = ImageChops.difference(empty, filled).convert("L").point(lambda value: 255 if value > 96 else 0).getbbox()
        if not box:
            raise RuntimeError("the terminal shows nothing")
        self.columns, self.rows = columns, rows
        self.left, self.top = box[0], box[1]
        self.cell_width, self.cell_height = (box[2] - box[0]) / columns, (box[3] - box[1]) / rows

    def box(self, column, row, end_column, end_row):
        return (round(self.left + column * self.cell_width), round(self.top + row * self.cell_height),
                round(self.left + end_column * self.cell_width), round(self.top + end_row * self.cell_height))

    def part(self, picture, column, row, end_column, end_row):
        return picture.crop(self.box(column, row, end_column, end_row))

    def differing_cells(self, one, other, share=0.06):
        """Cells (column, row) that do not show the same in two pictures of this terminal. What reaches over from the
        next cell depends on which was drawn last: a few pixels are none."""
        whole = self.box(0, 0, self.columns, self.rows)
        small = difference_of(one.crop(whole), other.crop(whole)).resize((self.columns, self.rows), Image.BOX)
        return [(at % self.columns, at // self.columns) for at, value in enumerate(small.getdata()) if value > share * 255]

    def raster(self, picture):
        """The cells in the same size for every terminal."""
        whole = self.part(picture, 0, 0, self.columns, self.rows).convert("L")
        return whole.resize((self.columns * CELL_WIDTH, self.rows * CELL_HEIGHT), Image.BILINEAR)


def difference_of(one, other, tolerance=24):
    return ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > tolerance else 0)


def read_texts(picture, language="ara"):
    """What tesseract reads, dark on light and without margins; again and again at other sizes, for it is fickle."""
    grey = ImageOps.autocontrast(picture.convert("L"))
    histogram = grey.histogram()
    if sum(histogram[:128]) > sum(histogram[128:]):
        grey = ImageOps.invert(grey)
    ink = grey.point(lambda value: 255 if value < 128 else 0).getbbox()
    if not ink:
        return
    grey = grey.crop((max(0, ink[0] - 8), 0, min(grey.width, ink[2] + 8), grey.height))
    for scale, filter in ((2, Image.BICUBIC), (1.5, Image.LANCZOS), (3, Image.LANCZOS)):
        larger = grey.resize((round(grey.width * scale), round(grey.height * scale)), filter)
        yield run_tesseract(ImageOps.expand(larger, 24, 255), language)


def run_tesseract(image, language):
    with tempfile.TemporaryDirectory() as folder:
        image.save(folder + "/page.png")
        done = subprocess.run(["tesseract", folder + "/page.png", "-", "-l", language, "--psm", "6"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ, OMP_THREAD_LIMIT="1"))
    return done.stdout.decode("utf-8", "replace")


def has_line(grid, picture, column, row, end_row):
    """Does a line fill this column's middle from row to end_row?"""
    part = grid.part(picture, column, row, column + 1, end_row).convert("L")
    background = max(range(256), key=part.histogram().__getitem__)
    values = [abs(value - background) for value in part.getdata()]
    rows = [values[at:at + part.width] for at in range(0, len(values), part.width)]
    return any(part.width * 0.2 <= x <= part.width * 0.8 for x in reading.line_columns(rows))


def unlike_cells(one, other, columns, rows, least=0.5):
    """Cells (column, row) of two rasters that do not show the same. Letters may sit a little higher in one terminal."""
    other = ImageChops.offset(other, *best_offset(one, other))
    unlike = []
    for row in range(rows):
        for column in range(columns):
            # Letters may reach into the next cell by a pixel.
            box = (column * CELL_WIDTH + 1, row * CELL_HEIGHT + 2, (column + 1) * CELL_WIDTH - 1, (row + 1) * CELL_HEIGHT - 2)
            if reading.likeness(list(one.crop(box).getdata()), list(other.crop(box).getdata())) < least:
                unlike.append((column, row))
    return unlike


def drawn(rows, columns, font_file):
    """The raster of a screen that shows these rows of cells, each drawn where it belongs."""
    font = ImageFont.truetype(font_file, 20, layout_engine=ImageFont.Layout.BASIC)
    raster = Image.new("L", (columns * CELL_WIDTH, len(rows) * CELL_HEIGHT))
    pen = ImageDraw.Draw(raster)
    for y, row in enumerate(rows):
        for x, cell in enumerate(cells_of(row)):
            pen.text((x * CELL_WIDTH, y * CELL_HEIGHT), cell, 255, font)
    return raster


def cells_of(row):
    cells = []
    for character in row:
        if unicodedata.combining(character) and cells:
            cells[-1] += character
        elif unicodedata.category(character) != "Cf":
            cells.append(character)
    return cells


def mark(picture, box):
    ImageDraw.Draw(picture).rectangle(box, outline=(255, 0, 0))


def best_offset(one, other):
    def overlap(offset):
        moved = ImageChops.multiply(one, ImageChops.offset(other, *offset))
        return sum(value * count for value, count in enumerate(moved.histogram()))
    return max(((x, y) for y in range(-5, 6) for x in range(-2, 3)), key=overlap)
