//! Fills, hatching and borders.

use plotters_backend::{BackendCoord, DrawingBackend};

use super::{Layout, Model, Scene};
use crate::chart::hatch::hatch;
use crate::chart::paint::{Painter, Pen, pixel};
use crate::chart::{DrawResult, Frame, Rect, Rgb, shades};
use crate::map::{Polygon, Projection};

/// Distance between hatching strokes, css pixels.
const HATCH: f64 = 5.0;
/// Areas smaller than this have no border, css pixels: it would cover them.
const BORDERED: f64 = 6.0;

/// Draws all areas in sight; circles above them where the scene has sizes.
pub(super) fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    scene: &Scene<'_>,
    layout: &Layout,
) -> DrawResult {
    let mut painter = Painter::new(backend, frame);
    painter.clear()?;
    let model = &scene.model;
    let usual = if scene.shades.is_empty() { shades(&frame.theme, model.n_classes) } else { Vec::new() };
    let shades = if scene.shades.is_empty() { usual } else { scene.shades.to_vec() };
    let is_base = scene.sizes.is_some();
    let mut ground = Ground { painter, frame, layout, shades, is_base, ring: Vec::new() };
    for area in layout.visible.iter().map(|area| *area as usize) {
        match (model.shapes.is_point(area), is_base) {
            (true, true) => {}
            (true, false) => ground.point(model, area, layout.point_radius)?,
            (false, _) => ground.area(model, area)?,
        }
    }
    ground.is_base = false;
    layout.circles.iter().try_for_each(|(area, radius)| ground.point(model, *area as usize, *radius))
}

/// How an area is told apart.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    /// The filter leaves it out: empty. A faded shade would pass for that of a lower class.
    Outside,
    /// It has no value: hatched.
    Missing,
    /// The shade of its class.
    Shade(Rgb),
}

impl Look {
    fn fill(self, frame: &Frame) -> Rgb {
        match self {
            Self::Outside => frame.theme.card.mix(frame.theme.paper, 0.6),
            Self::Missing => frame.theme.line_2,
            Self::Shade(shade) => shade,
        }
    }
}

/// What every area needs; `ring` is lent to one ring after another.
struct Ground<'a, DB: DrawingBackend> {
    painter: Painter<'a, DB>,
    frame: &'a Frame,
    layout: &'a Layout,
    shades: Vec<Rgb>,
    /// Whether areas are but the ground for circles.
    is_base: bool,
    ring: Vec<BackendCoord>,
}

impl<DB: DrawingBackend> Ground<'_, DB> {
    fn area(&mut self, model: &Model<'_>, area: usize) -> DrawResult {
        let look = self.look(model, area);
        let fill = look.fill(self.frame);
        let bounds = screen_box(model, area, &self.layout.projection);
        if bounds.width() < 1.5 && bounds.height() < 1.5 {
            // Too small for a form: one pixel of colour, which a polygon this thin might not give.
            let [x, y] = bounds.center();
            return self.painter.rect(&Rect::between([x - 0.5, y - 0.5], [x + 0.5, y + 0.5]), fill);
        }
        for polygon in model.shapes.polygons(area) {
            keyhole(&polygon, &self.layout.projection, &mut self.ring);
            self.painter.polygon(&self.ring, fill)?;
            if look == Look::Missing {
                self.hatched(&polygon)?;
            }
            if bounds.width().max(bounds.height()) > self.frame.px(BORDERED) {
                self.border(&polygon, look)?;
            }
        }
        Ok(())
    }

    /// A disc with a thin edge; hollow where there is no value, small outside the filter.
    fn point(&mut self, model: &Model<'_>, area: usize, radius: f64) -> DrawResult {
        let Some(anchor) = model.shapes.anchor(area) else { return Ok(()) };
        let at = self.layout.projection.project(anchor);
        let theme = &self.frame.theme;
        match self.look(model, area) {
            Look::Outside => self.painter.disc(at, radius * 0.6, theme.line),
            Look::Missing => self.painter.ring(at, radius, Pen { color: theme.ink_3, width: 1.0 }),
            Look::Shade(fill) if radius < self.frame.px(3.0) => self.painter.disc(at, radius, fill),
            Look::Shade(fill) => {
                let edge = theme.brand.mix(theme.card, 0.35);
                self.painter.disc(at, radius + self.frame.px(0.75), edge)?;
                self.painter.disc(at, radius, fill)
            }
        }
    }

    fn look(&self, model: &Model<'_>, area: usize) -> Look {
        if self.is_base || !model.is_inside(area) {
            return Look::Outside;
        }
        let class = model.classes.get(area).copied().flatten();
        class
            .and_then(|class| self.shades.get(usize::from(class)))
            .map_or(Look::Missing, |shade| Look::Shade(*shade))
    }

    fn hatched(&mut self, polygon: &Polygon<'_>) -> DrawResult {
        let projection = &self.layout.projection;
        let rings: Vec<Vec<[f64; 2]>> = polygon
            .rings()
            .map(|ring| ring.iter().map(|point| projection.project(*point)).collect())
            .collect();
        let pen = Pen { color: self.frame.theme.ink_3, width: 1.0 };
        hatch(&rings, self.frame.px(HATCH), self.frame.size())
            .into_iter()
            .try_for_each(|[from, to]| self.painter.line(from, to, pen))
    }

    /// Borders are between ground and brand: seen beside the palest shade, quiet beside the deepest.
    fn border(&mut self, polygon: &Polygon<'_>, look: Look) -> DrawResult {
        let theme = &self.frame.theme;
        let color = if look == Look::Outside { theme.line } else { theme.card.mix(theme.brand, 0.28) };
        let pen = Pen { color, width: 0.75 };
        for ring in polygon.rings() {
            outline(ring, &self.layout.projection, &mut self.ring);
            self.painter.path(&self.ring, pen)?;
        }
        Ok(())
    }
}

/// The box of an area on the screen.
fn screen_box(model: &Model<'_>, area: usize, projection: &Projection) -> Rect {
    let bounds = model.shapes.area_bounds(area);
    Rect::between(projection.project(bounds.min), projection.project(bounds.max))
}

/// Projects a ring and closes it, leaving out points that fall on the pixel before them: zoomed out, most do.
pub(super) fn outline(ring: &[[f64; 2]], projection: &Projection, into: &mut Vec<BackendCoord>) {
    into.clear();
    append(ring, projection, into);
}

fn append(ring: &[[f64; 2]], projection: &Projection, into: &mut Vec<BackendCoord>) {
    let start = into.len();
    for point in ring {
        let at = pixel(projection.project(*point));
        if into.len() == start || into.last() != Some(&at) {
            into.push(at);
        }
    }
    into.extend(into.get(start).copied());
}

/// One closed path around the outer ring and, by a cut there and back, around each hole. Holes run the other way
/// round, so that both fill rules leave them free; backends only fill single paths.
fn keyhole(polygon: &Polygon<'_>, projection: &Projection, into: &mut Vec<BackendCoord>) {
    into.clear();
    for ring in polygon.rings() {
        append(ring, projection, into);
        if let (true, Some(gate)) = (polygon.has_holes(), into.first().copied()) {
            into.push(gate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Bounds, MapShapes, Viewport};
    use crate::snapshot::Geometry;
    use std::sync::Arc;

    /// A map of 10 × 10 degrees at the equator on 10 pixels each.
    fn setting(rings: &[&[[f64; 2]]]) -> (MapShapes, Projection) {
        let geometry = Geometry::Polygon(rings.iter().map(|ring| ring.to_vec()).collect());
        let bounds = Bounds { min: [0.0, -5.0], max: [10.0, 5.0] };
        let projection = Projection::fit(bounds, [100.0, 100.0], 0.0, Viewport::whole(&bounds));
        (MapShapes::build(&[Some(Arc::new(geometry))], &[]), projection)
    }

    fn winding(path: &[BackendCoord], (x, y): (f64, f64)) -> i32 {
        let edges = path.iter().zip(path.iter().cycle().skip(1));
        edges
            .map(|(a, b)| {
                let (a, b) = ((f64::from(a.0), f64::from(a.1)), (f64::from(b.0), f64::from(b.1)));
                if (a.1 > y) == (b.1 > y) || a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0) < x {
                    return 0;
                }
                if a.1 < b.1 { 1 } else { -1 }
            })
            .sum()
    }

    #[test]
    fn holes_are_free_whichever_way_the_file_turns_them() {
        let outer = [[0.0, -5.0], [10.0, -5.0], [10.0, 5.0], [0.0, 5.0]];
        let mut hole = [[2.0, -3.0], [4.0, -3.0], [4.0, 3.0], [2.0, 3.0]];
        for _ in 0..2 {
            let (shapes, projection) = setting(&[&outer, &hole, &[[6.0, -1.0], [8.0, -1.0], [7.0, 1.0]]]);
            let mut path = Vec::new();
            keyhole(&shapes.polygons(0).next().unwrap(), &projection, &mut path);
            assert_eq!(winding(&path, (30.5, 50.5)), 0, "inside the first hole");
            assert_eq!(winding(&path, (70.5, 50.5)), 0, "inside the second");
            assert_eq!(winding(&path, (50.5, 50.5)).abs(), 1, "between them");
            hole.reverse();
        }
    }

    #[test]
    fn points_on_one_pixel_are_drawn_once() {
        let ring = [[0.0, 0.0], [0.01, 0.0], [0.02, 0.001], [10.0, 0.0], [10.0, 5.0]];
        let (_, projection) = setting(&[&ring]);
        let mut path = Vec::new();
        outline(&ring, &projection, &mut path);
        assert_eq!(path, [(0, 50), (100, 50), (100, 0), (0, 50)]);
    }
}
