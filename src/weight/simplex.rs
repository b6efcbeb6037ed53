//! A small linear program: the largest sum under upper bounds.
//!
//! Made for the best–worst method, whose program has a few dozen rows and a corner to start from. A solver from
//! outside (`microlp`) would bring sparse matrices and a clock into every page for this one table.

/// Turns after which the search ends; Bland's rule needs a few for each row.
const TURNS: usize = 20_000;
/// Less than this is the rounding of nothing.
const NOTHING: f64 = 1e-11;

/// How the search ended.
#[derive(Debug, PartialEq)]
pub(super) enum Best {
    /// The variables at the largest sum.
    At(Vec<f64>),
    /// The sum can grow for ever.
    Unbounded,
    /// The search did not come to rest.
    Lost,
}

/// The `x ≥ 0` of largest sum with `row · x ≤ 1` for each of `rows`, by the simplex method from the corner 0;
/// R. G. Bland's rule (1977) keeps it from going round in circles.
pub(super) fn largest_sum(rows: &[Vec<f64>], variables: usize) -> Best {
    let mut table = Table::of(rows, variables);
    for _ in 0..TURNS {
        let Some(entering) = table.goal.iter().position(|gain| *gain > NOTHING) else {
            return Best::At(table.solution(variables));
        };
        let Some(leaving) = table.leaving(entering) else { return Best::Unbounded };
        table.turn(leaving, entering);
    }
    Best::Lost
}

/// Equations `basis + Σ other = bound`, one for each row, and the gain of each variable outside of the basis.
struct Table {
    rows: Vec<Vec<f64>>,
    bounds: Vec<f64>,
    goal: Vec<f64>,
    basis: Vec<usize>,
}

impl Table {
    /// One slack for each row makes it an equation; the slacks are the first basis.
    fn of(rows: &[Vec<f64>], variables: usize) -> Self {
        let slack = |row: usize| (0..rows.len()).map(move |at| f64::from(u8::from(at == row)));
        let full = rows.iter().enumerate().map(|(at, row)| row.iter().copied().chain(slack(at)).collect());
        let mut goal = vec![1.0; variables];
        goal.resize(variables + rows.len(), 0.0);
        let basis = (variables..variables + rows.len()).collect();
        Self { rows: full.collect(), bounds: vec![1.0; rows.len()], goal, basis }
    }

    /// The row that stops the entering variable first; of several the one whose variable stands first.
    fn leaving(&self, entering: usize) -> Option<usize> {
        let stops = (0..self.rows.len()).filter(|row| self.rows[*row][entering] > NOTHING);
        let at = |row: usize| (self.bounds[row] / self.rows[row][entering], self.basis[row]);
        stops.min_by(|a, b| {
            let ((a, first), (b, second)) = (at(*a), at(*b));
            a.total_cmp(&b).then(first.cmp(&second))
        })
    }

    fn turn(&mut self, leaving: usize, entering: usize) {
        let pivot = self.rows[leaving][entering];
        let row: Vec<f64> = self.rows[leaving].iter().map(|entry| entry / pivot).collect();
        let bound = self.bounds[leaving] / pivot;
        for (at, (other, own)) in self.rows.iter_mut().zip(&mut self.bounds).enumerate() {
            let times = other[entering];
            if at != leaving && times != 0.0 {
                other.iter_mut().zip(&row).for_each(|(entry, by)| *entry -= times * by);
                *own = (*own - times * bound).max(0.0);
            }
        }
        let times = self.goal[entering];
        self.goal.iter_mut().zip(&row).for_each(|(entry, by)| *entry -= times * by);
        self.rows[leaving] = row;
        self.bounds[leaving] = bound;
        self.basis[leaving] = entering;
    }

    fn solution(&self, variables: usize) -> Vec<f64> {
        let mut found = vec![0.0; variables];
        for (variable, bound) in self.basis.iter().zip(&self.bounds) {
            if let Some(value) = found.get_mut(*variable) {
                *value = *bound;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_variables_by_hand() {
        // x + 2y ≤ 1 and 2x + y ≤ 1 meet at a third each.
        let Best::At(x) = largest_sum(&[vec![1.0, 2.0], vec![2.0, 1.0]], 2) else { panic!() };
        assert!(x.iter().all(|x| (x - 1.0 / 3.0).abs() < 1e-15));
    }

    #[test]
    fn nothing_stops_a_difference() {
        assert_eq!(largest_sum(&[vec![1.0, -1.0]], 2), Best::Unbounded);
    }
}
