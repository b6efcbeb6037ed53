//! What has been chosen in the groups place: kept while one is elsewhere on the page.

use leptos::prelude::*;

use crate::aggregate::GroupBy;
use crate::case::Case;
use crate::text::Msg;
use crate::ui::state::State;
use crate::view::{GroupChoice, HeatScale, MeasureChoice, PivotMeasure, Shown, Style, group_choices};

/// A part of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// Distribution by group.
    #[default]
    Spread,
    /// Groups crossed.
    Pivot,
    /// Lorenz curve and decomposition.
    Sharing,
    /// Groups by indicators.
    Heat,
}

impl Part {
    /// All parts with their names and test identifiers, in their order.
    pub const ALL: [(Self, Msg, &'static str); 4] = [
        (Self::Spread, Msg::GroupsTabSpread, "groups-tab-spread"),
        (Self::Pivot, Msg::GroupsTabPivot, "groups-tab-pivot"),
        (Self::Sharing, Msg::GroupsTabSharing, "groups-tab-sharing"),
        (Self::Heat, Msg::GroupsTabHeat, "groups-tab-heat"),
    ];
}

/// The choices; copied freely. Made once, above the places.
#[derive(Clone, Copy)]
pub struct GroupsChoices {
    /// Name of the data set they were made for.
    of: StoredValue<String>,
    /// The part shown.
    pub part: RwSignal<Part>,
    /// What areas are grouped by; `None`: the narrowest division.
    pub by: RwSignal<Option<GroupChoice>>,
    /// What the columns of the pivot are; `None`: kinds, or tiers.
    pub across: RwSignal<Option<GroupChoice>>,
    /// The measure of distribution and inequality.
    pub measure: RwSignal<MeasureChoice>,
    /// What stands in the cells of the pivot.
    pub cells: RwSignal<PivotMeasure>,
    /// How cells that add up are shown.
    pub shown: RwSignal<Shown>,
    /// Whether cells are shaded.
    pub is_shaded: RwSignal<bool>,
    /// Boxes or points.
    pub style: RwSignal<Style>,
    /// Percentiles or deviations.
    pub scale: RwSignal<HeatScale>,
}

impl GroupsChoices {
    /// The choices before anything is chosen.
    pub fn new() -> Self {
        Self {
            of: StoredValue::new(String::new()),
            part: RwSignal::new(Part::default()),
            by: RwSignal::new(None),
            across: RwSignal::new(None),
            measure: RwSignal::new(MeasureChoice::Score),
            cells: RwSignal::new(PivotMeasure::default()),
            shown: RwSignal::new(Shown::default()),
            is_shaded: RwSignal::new(true),
            style: RwSignal::new(Style::default()),
            scale: RwSignal::new(HeatScale::default()),
        }
    }

    /// Forgets what was chosen for another data set: positions of indicators mean others there.
    pub fn fit(self, fingerprint: &str) {
        if self.of.with_value(|own| own == fingerprint) {
            return;
        }
        self.of.set_value(fingerprint.to_owned());
        self.by.set(None);
        self.across.set(None);
        self.measure.set(MeasureChoice::Score);
        self.cells.set(PivotMeasure::default());
    }

    /// What areas are grouped by, among what the data know. Tracked.
    pub fn rows(self, case: &Case) -> GroupChoice {
        let narrowest = || {
            let level = case.snapshot.divisions.levels.last();
            GroupChoice::By(level.map_or(GroupBy::Tier, |level| GroupBy::Division(level.id.clone())))
        };
        known(case, self.by.get()).unwrap_or_else(narrowest)
    }

    /// What the columns of the pivot are, among what the data know. Tracked.
    pub fn columns(self, case: &Case) -> GroupChoice {
        let usual =
            || GroupChoice::By(if case.snapshot.kinds.is_empty() { GroupBy::Tier } else { GroupBy::Kind });
        known(case, self.across.get()).unwrap_or_else(usual)
    }

    /// What areas are grouped by, for event handlers.
    pub fn sides_now(self, state: State) -> Option<(GroupChoice, GroupChoice)> {
        untrack(|| {
            let case = state.case()?;
            Some((self.rows(&case), self.columns(&case)))
        })
    }
}

fn known(case: &Case, choice: Option<GroupChoice>) -> Option<GroupChoice> {
    choice.filter(|choice| group_choices(case).contains(choice))
}

/// The choices, from any component of the place.
pub fn use_choices() -> GroupsChoices {
    expect_context::<GroupsChoices>()
}
