//! The places of the page.

use crate::text::Msg;

/// The places of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// What matters now.
    #[default]
    Overview,
    /// The ranking.
    Priority,
    /// The map.
    Map,
    /// Aggregation.
    Groups,
    /// Scenarios side by side.
    Compare,
    /// How sure the list is.
    Robustness,
    /// One area.
    Profile,
    /// The data themselves.
    Data,
}

/// The place in the address, so that a reload and the back button find it.
pub fn place_of(fragment: &str) -> Place {
    Place::ALL.into_iter().find(|place| place.id() == fragment).unwrap_or_default()
}

impl Place {
    /// All places, in the order of the meeting.
    pub const ALL: [Self; 8] = [
        Self::Overview,
        Self::Priority,
        Self::Map,
        Self::Groups,
        Self::Compare,
        Self::Robustness,
        Self::Profile,
        Self::Data,
    ];

    /// The place's name in the address and in test identifiers.
    pub fn id(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Priority => "priority",
            Self::Map => "map",
            Self::Groups => "groups",
            Self::Compare => "compare",
            Self::Robustness => "robustness",
            Self::Profile => "profile",
            Self::Data => "data",
        }
    }

    /// The place's name for people.
    pub fn label(self) -> Msg {
        match self {
            Self::Overview => Msg::PlaceOverview,
            Self::Priority => Msg::PlacePriority,
            Self::Map => Msg::PlaceMap,
            Self::Groups => Msg::PlaceGroups,
            Self::Compare => Msg::PlaceCompare,
            Self::Robustness => Msg::PlaceSureness,
            Self::Profile => Msg::PlaceProfile,
            Self::Data => Msg::PlaceData,
        }
    }
}
