//! Cuts by population: the neediest areas that together hold a share of it.

use super::choice::{PopulationBar, Reach};
use crate::tolerance::Tolerance;

/// The least need, among `people` (need and inhabitants, the neediest first), that belongs to the list the bar asks
/// for; infinite when the list is empty. Areas of equal need come in together or not at all.
pub(super) fn least_need(people: &[(f64, f64)], bar: PopulationBar) -> f64 {
    let total: f64 = people.iter().map(|(_, inhabitants)| inhabitants).sum();
    let wanted = bar.share * total;
    let (mut sum, mut least) = (0.0, f64::INFINITY);
    let tolerance = Tolerance::of_ordered(people.len(), |place| people[place].0);
    for equal in tolerance.runs(people, |(need, _)| *need) {
        let with: f64 = sum + equal.iter().map(|(_, inhabitants)| inhabitants).sum::<f64>();
        let full = match bar.reach {
            // A tenth of thirty is a little more than three in floating point.
            Reach::AtMost => Tolerance::default().exceeds(with, wanted),
            Reach::AtLeast => Tolerance::default().reaches(sum, wanted),
        };
        if full {
            break;
        }
        sum = with;
        least = equal.first().map_or(least, |(need, _)| *need);
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: [(f64, f64); 4] = [(9.0, 100.0), (8.0, 200.0), (8.0, 100.0), (1.0, 600.0)];

    fn check(share: f64, reach: Reach) -> f64 {
        least_need(&PEOPLE, PopulationBar { share, reach })
    }

    #[test]
    fn ceiling_and_floor_by_hand() {
        // Lists hold 100, 400 and 1000 of 1000 inhabitants.
        assert_eq!(check(0.39, Reach::AtMost), 9.0);
        assert_eq!(check(0.4, Reach::AtMost), 8.0);
        assert_eq!(check(0.09, Reach::AtMost), f64::INFINITY);
        assert_eq!(check(0.1, Reach::AtLeast), 9.0);
        assert_eq!(check(0.11, Reach::AtLeast), 8.0);
        assert_eq!(check(0.0, Reach::AtLeast), f64::INFINITY);
        assert_eq!(check(1.0, Reach::AtLeast), 1.0);
    }
}
