//! Where the demonstration takes place: divisions, neighbourhoods, outlines, points.

use std::collections::HashMap;

use super::mesh::{Cell, Mesh, divide, on_grid};
use super::random::Random;
use super::{DemoKind, DemoSpec, tables};
use crate::snapshot::wire::Division;
use crate::snapshot::{Geometry, Label, Named};

/// Above this number areas are points: outlines would be most of the file.
const MOST_OUTLINES: usize = 2_000;

/// Half the width of the fictional province, degrees.
const PROVINCE_REACH: f64 = 0.75;

/// Half the width of the neighbourhoods of one real province; smaller than the way to the next.
const CLUSTER_REACH: f64 = 0.38;

/// One neighbourhood.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub code: String,
    pub name: Label,
    pub division: String,
    /// Position of its division among those that hold areas.
    pub group: usize,
    pub point: [f64; 2],
    pub outline: Option<Geometry>,
}

/// All places and the units above them.
pub(super) struct Places {
    pub levels: Vec<Named>,
    pub divisions: Vec<Division>,
    pub places: Vec<Place>,
}

/// Lays out the places of a demonstration.
pub(super) fn lay_out(spec: &DemoSpec) -> Places {
    let mut places = match spec.kind {
        DemoKind::Province => one_province(spec),
        DemoKind::National => all_provinces(spec),
    };
    give_names(&mut places.places, spec.seed);
    places
}

fn named(id: &str, fa: &str, en: &str) -> Named {
    Named { id: id.to_owned(), name: Label::both(fa, en) }
}

fn division(code: &str, name: &Label, level: &str, parent: Option<&str>) -> Division {
    let (code, parent) = (code.to_owned(), parent.map(str::to_owned));
    Division { code, name: name.clone(), level: level.to_owned(), parent }
}

fn one_province(spec: &DemoSpec) -> Places {
    const PROVINCE: &str = "01";
    let counties = tables::counties();
    let weights: Vec<f64> = counties.iter().map(|(_, weight)| *weight).collect();
    let sizes = share_out(spec.areas, &weights);
    let mesh = mesh(spec.seed, [50.0, 33.0], (spec.areas, PROVINCE_REACH));
    let has_outlines = spec.areas <= MOST_OUTLINES;
    let cells = mesh.cells(spec.areas).into_iter().map(|cell| (cell, mesh.centre(cell))).collect();
    let name = Label::both("استان نمونه", "Sample Province");
    let mut divisions = vec![division(PROVINCE, &name, "province", None)];
    let mut places = Vec::with_capacity(spec.areas);
    for (at, (cells, (name, _))) in divide(cells, &sizes).into_iter().zip(&counties).enumerate() {
        let county = format!("{PROVINCE}{:02}", at + 1);
        divisions.push(division(&county, name, "county", Some(PROVINCE)));
        let group = Group { at, code: &county, digits: digits(&sizes, 2) };
        places.extend(group.places(&mesh, &cells, has_outlines));
    }
    let levels = vec![named("province", "استان", "Province"), named("county", "شهرستان", "County")];
    Places { levels, divisions, places }
}

fn all_provinces(spec: &DemoSpec) -> Places {
    let provinces = tables::provinces();
    let weights: Vec<f64> = provinces.iter().map(|province| province.weight).collect();
    let sizes = share_out(spec.areas, &weights);
    let largest = sizes.iter().copied().max().unwrap_or_default();
    let has_outlines = spec.areas <= MOST_OUTLINES;
    let mut places = Vec::with_capacity(spec.areas);
    let mut divisions = Vec::new();
    for (at, (province, size)) in provinces.iter().zip(&sizes).enumerate() {
        divisions.push(division(province.code, &province.name, "province", None));
        // Between equal cells and equal clusters: small provinces stay visible, large ones stay large.
        let reach = CLUSTER_REACH * (*size as f64 / largest as f64).sqrt().sqrt();
        let mesh = Mesh { bends: 1, ..mesh(spec.seed ^ (at as u64 + 1), province.middle, (*size, reach)) };
        let group = Group { at, code: province.code, digits: digits(&sizes, 3) };
        places.extend(group.places(&mesh, &mesh.cells(*size), has_outlines));
    }
    Places { levels: vec![named("province", "استان", "Province")], divisions, places }
}

/// A honeycomb that fills a disc of `reach` degrees with `count` cells.
fn mesh(seed: u64, middle: [f64; 2], (count, reach): (usize, f64)) -> Mesh {
    let cells_across = (0.28 * count.max(7) as f64).sqrt();
    let bends = if count <= 200 { 2 } else { 1 };
    Mesh { seed, middle, pitch: reach / cells_across, reach: cells_across, bends }
}

/// Digits of a running number within a division.
fn digits(sizes: &[usize], at_least: usize) -> usize {
    sizes.iter().max().map_or(1, |largest| largest.to_string().len()).max(at_least)
}

struct Group<'a> {
    at: usize,
    code: &'a str,
    digits: usize,
}

impl Group<'_> {
    fn places(&self, mesh: &Mesh, cells: &[Cell], has_outlines: bool) -> Vec<Place> {
        let place = |(at, cell): (usize, &Cell)| Place {
            code: format!("{}{:0width$}", self.code, at + 1, width = self.digits),
            name: Label::default(),
            division: self.code.to_owned(),
            group: self.at,
            point: on_grid(mesh.centre(*cell)),
            outline: has_outlines.then(|| mesh.outline(*cell)),
        };
        cells.iter().enumerate().map(place).collect()
    }
}

/// Shares `total` out by weight, a few to each first; largest remainders get what is left.
pub(super) fn share_out(total: usize, weights: &[f64]) -> Vec<usize> {
    let floor = (total / weights.len().max(1)).min(4);
    let rest = (total - floor * weights.len()) as f64;
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights.iter().map(|weight| rest * weight / sum).collect();
    let mut sizes: Vec<usize> = exact.iter().map(|share| floor + *share as usize).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|left, right| exact[*right].fract().total_cmp(&exact[*left].fract()).then(left.cmp(right)));
    let left_over = total.saturating_sub(sizes.iter().sum());
    order.iter().take(left_over).for_each(|at| sizes[*at] += 1);
    sizes
}

/// Gives invented names; within a division a repeated one is numbered.
fn give_names(places: &mut [Place], seed: u64) {
    let mut names = tables::neighbourhoods();
    Random::new(seed, "names").shuffle(&mut names);
    let mut used: HashMap<(usize, usize), usize> = HashMap::new();
    // Two names come round early, so that even a small file holds areas of one name in two divisions.
    let cycle = if places.len() < names.len() { places.len().saturating_sub(2).max(1) } else { names.len() };
    for (at, place) in places.iter_mut().enumerate() {
        let which = at % cycle;
        let times = used.entry((place.group, which)).or_default();
        *times += 1;
        place.name = numbered(&names[which], *times);
    }
}

fn numbered(name: &Label, times: usize) -> Label {
    if times < 2 {
        return name.clone();
    }
    let persian = |digit: char| digit.to_digit(10).and_then(|value| char::from_u32('۰' as u32 + value));
    let number: String = times.to_string().chars().filter_map(persian).collect();
    Label { fa: format!("{} {number}", name.fa), en: name.en.as_ref().map(|en| format!("{en} {times}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        assert_eq!(share_out(10, &[3.0, 1.0]), [6, 4]);
        for total in [1, 31, 64, 330, 1000, 33_755] {
            let weights: Vec<f64> = tables::provinces().iter().map(|province| province.weight).collect();
            assert_eq!(share_out(total, &weights).iter().sum::<usize>(), total);
        }
    }

    #[test]
    fn clusters_of_provinces_stay_apart() {
        let provinces = tables::provinces();
        for areas in [330, 2_000] {
            let laid_out = lay_out(&DemoSpec::new(areas, 1403));
            for place in &laid_out.places {
                for point in place.outline.iter().flat_map(Geometry::rings).flatten() {
                    let distance = |middle: [f64; 2]| {
                        let [x, y] = [0, 1].map(|axis| point[axis] - middle[axis]);
                        x * x / 1.42 + y * y
                    };
                    let own = distance(provinces[place.group].middle);
                    let nearest = provinces.iter().map(|it| distance(it.middle)).fold(f64::MAX, f64::min);
                    assert!(own <= nearest, "{} reaches into another cluster", place.code);
                }
            }
        }
    }
}
