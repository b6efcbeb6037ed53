//! The order of importance in a draft.

use super::WeightDraft;
use crate::weight::Place;

/// One line of the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankLine {
    /// Position of the child.
    pub child: usize,
    /// Its name.
    pub name: String,
    /// Its place, from 1; ties share theirs.
    pub place: usize,
    /// Whether it ties with the line before.
    pub tied: bool,
}

impl WeightDraft {
    /// The order, the most important first.
    pub fn rank_lines(&self) -> Vec<RankLine> {
        let mut place = 1;
        let line = |(at, (child, tied)): (usize, &(usize, bool))| {
            let tied = *tied && at > 0;
            if !tied {
                place = at + 1;
            }
            let name = self.names.get(*child).cloned().unwrap_or_default();
            RankLine { child: *child, name, place, tied }
        };
        self.order.iter().enumerate().map(line).collect()
    }

    /// Moves a child to another line, counted from 0; its ties are undone.
    pub fn move_to(&mut self, child: usize, line: usize) {
        let Some(from) = self.order.iter().position(|(own, _)| *own == child) else { return };
        let to = line.min(self.order.len() - 1);
        if from == to {
            return;
        }
        self.order.remove(from);
        self.order.insert(to, (child, false));
        if let Some(first) = self.order.first_mut() {
            first.1 = false;
        }
    }

    /// Moves a child one line up or down.
    pub fn step(&mut self, child: usize, up: bool) {
        let Some(from) = self.order.iter().position(|(own, _)| *own == child) else { return };
        self.move_to(child, if up { from.saturating_sub(1) } else { from + 1 });
    }

    /// Ties a child with the line before it, or parts them.
    pub fn toggle_tie(&mut self, child: usize) {
        if let Some((_, tied)) = self.order.iter_mut().skip(1).find(|(own, _)| *own == child) {
            *tied = !*tied;
        }
    }

    pub(super) fn places(&self) -> Vec<Place> {
        let mut groups: Vec<Vec<String>> = Vec::new();
        for (child, tied) in &self.order {
            let Some(id) = self.ids.get(*child).cloned() else { continue };
            match groups.last_mut().filter(|_| *tied) {
                Some(group) => group.push(id),
                None => groups.push(vec![id]),
            }
        }
        let place = |mut group: Vec<String>| match group.len() {
            1 => Place::One(group.swap_remove(0)),
            _ => Place::Tied(group),
        };
        groups.into_iter().map(place).collect()
    }

    /// Takes over an order; children that it leaves out follow as they stood.
    pub(super) fn read_order(&mut self, order: &[Place]) {
        let mut read: Vec<(usize, bool)> = Vec::new();
        for place in order {
            for (at, id) in place.members().iter().enumerate() {
                let child = self.ids.iter().position(|own| own == id);
                if let Some(child) = child.filter(|child| !read.iter().any(|(own, _)| own == child)) {
                    read.push((child, at > 0));
                }
            }
        }
        let rest = self.order.iter().filter(|(child, _)| !read.iter().any(|(own, _)| own == child)).copied();
        let rest: Vec<_> = rest.collect();
        read.extend(rest);
        self.order = read;
    }
}
