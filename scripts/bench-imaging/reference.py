"""The tracker a third time, in 64-bit NumPy, written from its description and not from the other two.

Whole images at a time instead of cell by cell, so that a slip in indexing in one of them shows.
"""
import numpy as np


def brightness(frame):
    table_at = np.arange(2041) / 8 - frame.mean()
    return 0.2 * table_at + 24 * np.log1p(np.exp(table_at / 30))


def finest(frame):
    padded = np.pad(frame.astype(int), ((0, 0), (1, 2)), mode="edge")
    w = frame.shape[1] // 2
    tap = lambda k: padded[:, k : k + 2 * w : 2]
    return brightness(frame)[tap(0) + 3 * (tap(1) + tap(2)) + tap(3)]


def halve(image):
    for axis in (0, 1):
        n = image.shape[axis] // 2
        pad = [(0, 0), (0, 0)]
        pad[axis] = (1, 2)
        padded = np.pad(image, pad, mode="edge")
        tap = lambda k: np.take(padded, range(k, k + 2 * n, 2), axis)
        image = (tap(0) + 3 * (tap(1) + tap(2)) + tap(3)) / 8
    return image


def cells(image):
    h, w = image.shape[0] // 4, image.shape[1] // 4
    return image[: 4 * h, : 4 * w].reshape(h, 4, w, 4).sum((1, 3))


def box(image, rx, ry):
    for _ in range(2):
        for axis, r in ((1, rx), (0, ry)):
            n = image.shape[axis]
            pad = [(0, 0), (0, 0)]
            pad[axis] = (r, r)
            padded = np.pad(image, pad, mode="edge")
            image = sum(np.take(padded, range(k, k + n), axis) for k in range(2 * r + 1))
    return image


def smooth(image):
    for axis in (1, 0):
        n = image.shape[axis]
        pad = [(0, 0), (0, 0)]
        pad[axis] = (1, 1)
        p = np.pad(image, pad, mode="edge")
        tap = lambda k: np.take(p, range(k, k + n), axis)
        image = (tap(0) + 2 * tap(1) + tap(2)) / 4
    return image


def enlarge(image, shape):
    rows = np.clip((np.arange(shape[0]) + 0.5) / 2 - 0.5, 0, image.shape[0] - 1)
    cols = np.clip((np.arange(shape[1]) + 0.5) / 2 - 0.5, 0, image.shape[1] - 1)
    j, i = np.floor(rows).astype(int), np.floor(cols).astype(int)
    fy, fx = (rows - j)[:, None], (cols - i)[None, :]
    j1, i1 = np.minimum(j + 1, image.shape[0] - 1), np.minimum(i + 1, image.shape[1] - 1)
    top = image[j][:, i] * (1 - fx) + image[j][:, i1] * fx
    bottom = image[j1][:, i] * (1 - fx) + image[j1][:, i1] * fx
    return 2 * (top * (1 - fy) + bottom * fy)


def warp(image, u, v, shape):
    """Bilinear, one displacement per 4 by 4 cell, the border repeated."""
    h, w = shape
    y, x = np.mgrid[0:h, 0:w]
    x = x + np.repeat(np.repeat(u, 4, 0), 4, 1)
    y = y + np.repeat(np.repeat(v, 4, 0), 4, 1)
    i, j = np.floor(x).astype(int), np.floor(y).astype(int)
    fx, fy = x - i, y - j
    at = lambda dj, di: image[np.clip(j + dj, 0, image.shape[0] - 1), np.clip(i + di, 0, image.shape[1] - 1)]
    top = at(0, 0) * (1 - fx) + at(0, 1) * fx
    bottom = at(1, 0) * (1 - fx) + at(1, 1) * fx
    return top * (1 - fy) + bottom * fy


def products(a, b, u, v):
    """Sums over cells of gx², gx·gy, gy², gx, gy, e·gx, e·gy, e."""
    rows, cols = u.shape
    p = np.pad(a, 1, mode="edge")
    gx = (p[1:-1, 2:] - p[1:-1, :-2])[: 4 * rows, : 4 * cols] / 2
    gy = (p[2:, 1:-1] - p[:-2, 1:-1])[: 4 * rows, : 4 * cols] / 2
    e = warp(b, u, v, (4 * rows, 4 * cols)) - a[: 4 * rows, : 4 * cols]
    return [cells(q) for q in (gx * gx, gx * gy, gy * gy, gx, gy, e * gx, e * gy, e)]


def whole(a, b, shape):
    """The affine movement of the whole picture."""
    rows, cols = shape
    y, x = np.mgrid[0:rows, 0:cols]
    place = np.stack([np.ones(shape), (x + 0.5) / cols - 0.5, (y + 0.5) / rows - 0.5]).reshape(3, -1)
    p = np.zeros(6)
    field = lambda: ((p[:3] @ place).reshape(shape), (p[3:] @ place).reshape(shape))
    for _ in range(6):
        gxx, gxy, gyy, _, _, ex, ey, _ = (q.ravel() for q in products(a, b, *field()))
        block = lambda g: (place * g) @ place.T
        m = np.block([[block(gxx), block(gxy)], [block(gxy), block(gyy)]])
        m += np.diag(0.01 * np.diag(m) + 8.0 * rows * cols)
        p = p - np.linalg.solve(m, np.concatenate([place @ ex, place @ ey]))
    return field()


def step(a, b, u, v, plan):
    rx, ry = plan["window"]["x"], plan["window"]["y"]
    gxx, gxy, gyy, sx, sy, ex, ey, se = (box(q, rx, ry) for q in products(a, b, u, v))
    n = 16 * ((2 * rx + 1) * (2 * ry + 1)) ** 2
    a11, a12, a22 = gxx - sx * sx / n, gxy - sx * sy / n, gyy - sy * sy / n
    b1, b2 = ex - sx * se / n, ey - sy * se / n
    k = 0.01 * (a11 + a22) + n / 2
    det = (a11 + k) * (a22 + k) - a12 * a12
    du = -((a22 + k) * b1 - a12 * b2) / det
    dv = -((a11 + k) * b2 - a12 * b1) / det
    return smooth(u + np.clip(du, -1, 1)), smooth(v + np.clip(dv, -1, 1))


def track(first, second, plan):
    a, b = [finest(first)], [finest(second)]
    while len(a) < 4 and min(a[-1].shape) // 2 >= 16:
        a.append(halve(a[-1]))
        b.append(halve(b[-1]))
    u = v = None
    for level in reversed(range(len(a))):
        shape = (a[level].shape[0] // 4, a[level].shape[1] // 4)
        u, v = whole(a[level], b[level], shape) if u is None else (enlarge(u, shape), enlarge(v, shape))
        for _ in range(plan["iterations"][level]):
            u, v = step(a[level], b[level], u, v, plan)
    rx, ry = plan["blur"]["x"], plan["blur"]["y"]
    share = ((2 * rx + 1) * (2 * ry + 1)) ** 2
    return 2 * box(u, rx, ry) / share, box(v, rx, ry) / share
