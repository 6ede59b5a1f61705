"""The other side of the bench: OpenCV on the same frames, one thread.

Reads one JSON command per line and answers each with one JSON line. Frames are files of grey bytes; results that are
arrays are written as 32-bit floats to the path that the command names.
"""
import json
import sys
import time

import cv2
import numpy as np

from reference import track as reference_track

cv2.setNumThreads(1)
frames = {}


def load(c):
    frames[c["id"]] = np.fromfile(c["path"], np.uint8).reshape(c["height"], c["width"])
    return {}


def drop(c):
    frames.clear()
    return {}


def dis(preset):
    flow = cv2.DISOpticalFlow_create(preset)
    return lambda a, b: flow.calc(a, b, None)


def farneback(a, b):
    return cv2.calcOpticalFlowFarneback(a, b, None, 0.5, 4, 31, 3, 7, 1.5, 0)


def pyrlk(a, b):
    """Window 31 on every eighth pixel, to convergence; answers a field at an eighth of the size."""
    h, w = a.shape
    y, x = np.mgrid[0 : h // 8, 0 : w // 8]
    points = np.stack([x * 8 + 3.5, y * 8 + 3.5], -1).astype(np.float32).reshape(-1, 1, 2)
    moved, _, _ = cv2.calcOpticalFlowPyrLK(
        a, b, points, None, winSize=(31, 31), maxLevel=3, criteria=(3, 30, 0.01)
    )
    return (moved - points).reshape(h // 8, w // 8, 2)


FLOW = {
    "DIS ultrafast": dis(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST),
    "DIS fast": dis(cv2.DISOPTICAL_FLOW_PRESET_FAST),
    "DIS medium": dis(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM),
    "Farneback": farneback,
    "PyrLK": pyrlk,
}


def timed(f):
    start = time.perf_counter()
    result = f()
    return result, 1000 * (time.perf_counter() - start)


def flow(c):
    """Flow as means over cells of 8 by 4 px, the grid of the product; u then v."""
    a, b = frames[c["a"]], frames[c["b"]]
    result, ms = timed(lambda: FLOW[c["method"]](a, b))
    if "out" in c:
        h, w = a.shape
        cells = cv2.resize(
            result,
            (w // 8, h // 4),
            interpolation=cv2.INTER_LINEAR if c["method"] == "PyrLK" else cv2.INTER_AREA,
        )
        np.ascontiguousarray(cells.transpose(2, 0, 1)).astype(np.float32).tofile(c["out"])
    return {"ms": ms}


def lines(binary, scale, least, gap):
    found = cv2.HoughLinesP(binary, 1, np.pi / 180, 40, minLineLength=least, maxLineGap=gap)
    best = None
    for x0, y0, x1, y1 in [] if found is None else found[:, 0].astype(float):
        if y1 < y0:
            x0, y0, x1, y1 = x1, y1, x0, y0
        angle = np.degrees(np.arctan2(y1 - y0, x1 - x0))
        angle = angle - 180 if angle > 90 else angle
        length = np.hypot(x1 - x0, y1 - y0) * scale
        if 9 <= abs(angle) <= 76 and (best is None or length > best["score"]):
            best = {"score": length, "angle": angle, "start": [x0 * scale, y0 * scale], "tip": [x1 * scale, y1 * scale]}
    return best


def half(image):
    return cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.float32)


def brightest(response, share):
    at = int(share * response.size)
    return (response > np.partition(response.ravel(), at)[at]).astype(np.uint8) * 255


def threshold_hough(share, gap, fine=1.5):
    """Difference of Gaussians at half size, the brightest pixels, probabilistic Hough transform."""

    def find(image):
        small = half(image)
        response = cv2.GaussianBlur(small, (0, 0), fine) - cv2.GaussianBlur(small, (0, 0), 8)
        return lines(brightest(response, share), 2, 40, gap)

    return find


def canny_hough(low, high, blur):
    return lambda image: lines(cv2.Canny(cv2.GaussianBlur(image, (0, 0), blur), low, high), 1, 60, 10)


GABOR = [
    cv2.getGaborKernel((21, 21), 2.5, np.pi / 2 + np.radians(a), 10, 0.4, 0, cv2.CV_32F)
    for a in [*range(12, 76, 8), *range(-12, -76, -8)]
]
GABOR = [k - k.mean() for k in GABOR]


def gabor_hough(image):
    small = half(image)
    response = np.max([cv2.filter2D(small, -1, k) for k in GABOR], 0)
    return lines(brightest(response, 0.99), 2, 40, 10)


NEEDLE = {
    "threshold 97 %+Hough": threshold_hough(0.97, 5),
    "threshold 98 %+Hough": threshold_hough(0.98, 10),
    "threshold 99 %+Hough": threshold_hough(0.99, 20),
    "threshold 99 % smooth+Hough": threshold_hough(0.99, 20, 2.5),
    "Canny 50/150+Hough": canny_hough(50, 150, 1.5),
    "Canny 30/90+Hough": canny_hough(30, 90, 2.5),
    "Gabor 16+Hough": gabor_hough,
}


def needle(c):
    best, ms = timed(lambda: NEEDLE[c["method"]](frames[c["a"]]))
    return {"ms": ms, "best": best}


def distance(c):
    empty = np.where(frames[c["a"]] > 0, 0, 255).astype(np.uint8)
    mask = cv2.DIST_MASK_PRECISE if c["method"] == "precise" else cv2.DIST_MASK_5
    result, ms = timed(lambda: cv2.distanceTransform(empty, cv2.DIST_L2, mask))
    if "out" in c:
        result.astype(np.float32).tofile(c["out"])
    return {"ms": ms}


def reference(c):
    u, v = reference_track(frames[c["a"]], frames[c["b"]], c["plan"])
    np.concatenate([u.ravel(), v.ravel()]).astype(np.float64).tofile(c["out"])
    return {}


def version(c):
    return {"opencv": cv2.__version__, "threads": cv2.getNumThreads()}


COMMANDS = {f.__name__: f for f in (load, drop, flow, needle, distance, reference, version)}
for line in sys.stdin:
    command = json.loads(line)
    print(json.dumps(COMMANDS[command["op"]](command)), flush=True)
