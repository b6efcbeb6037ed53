//! Points in a draft: for swings, and of several people.

use super::WeightDraft;
use crate::sorting::Sorting;
use crate::text::Msg;
use crate::view::Words;
use crate::weight::Person;

impl WeightDraft {
    /// The points of each swing, 0 to 100.
    pub fn swings(&self) -> &[f64] {
        &self.swings
    }

    /// Gives points to one swing, brought between 0 and 100.
    pub fn set_swing(&mut self, child: usize, points: f64) {
        if let Some(own) = self.swings.get_mut(child) {
            *own = points.clamp(0.0, 100.0);
        }
    }

    /// Names and points of the people.
    pub fn people(&self) -> &[(String, Vec<f64>)] {
        &self.people
    }

    /// The sum of one person's points; 100 where all is shared out.
    pub fn points_shared(&self, person: usize) -> f64 {
        self.people.get(person).map_or(0.0, |(_, points)| points.iter().sum())
    }

    /// Gives one person's points to one child, brought between 0 and 100.
    pub fn set_points(&mut self, person: usize, child: usize, points: f64) {
        let own = self.people.get_mut(person).and_then(|(_, list)| list.get_mut(child));
        if let Some(own) = own {
            *own = points.clamp(0.0, 100.0);
        }
    }

    /// Names a person.
    pub fn name_person(&mut self, person: usize, name: &str) {
        if let Some((own, _)) = self.people.get_mut(person) {
            name.trim().clone_into(own);
        }
    }

    /// One person more, who starts from the weights in force.
    pub fn add_person(&mut self, words: Words) {
        let person = self.new_person(self.people.len() + 1, words);
        self.people.push(person);
    }

    /// One person less; the last one stays.
    pub fn remove_person(&mut self, person: usize) {
        if self.people.len() > 1 && person < self.people.len() {
            self.people.remove(person);
        }
    }

    pub(super) fn new_person(&self, number: usize, words: Words) -> (String, Vec<f64>) {
        let name = words.fill_one(Msg::PersonN, &words.int(number));
        (name, whole_points(&self.now))
    }

    pub(super) fn persons(&self) -> Vec<Person> {
        let person =
            |(name, points): &(String, Vec<f64>)| Person { name: name.clone(), points: self.named(points) };
        self.people.iter().map(person).collect()
    }
}

/// Whole points that sum to 100: rounded down, the largest remainders rounded up.
fn whole_points(shares: &[f64]) -> Vec<f64> {
    let mut points: Vec<f64> = shares.iter().map(|share| (share * 100.0).floor()).collect();
    let mut rest: Vec<usize> = (0..shares.len()).collect();
    let remainder = |at: &usize| shares[*at] * 100.0 - (shares[*at] * 100.0).floor();
    rest.order_by(|a, b| remainder(b).total_cmp(&remainder(a)));
    let left = (100.0 - points.iter().sum::<f64>()).max(0.0) as usize;
    rest.into_iter().take(left).for_each(|at| points[at] += 1.0);
    points
}
