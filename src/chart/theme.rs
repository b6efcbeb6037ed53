//! Colours of the charts.

/// A colour, red, green and blue, each 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// This colour with `share` (0 to 1) of `other` in it; other shares are brought into that range.
    pub fn mix(self, other: Self, share: f64) -> Self {
        let share = share.clamp(0.0, 1.0);
        let blend =
            |own: u8, its: u8| (f64::from(own) + (f64::from(its) - f64::from(own)) * share).round() as u8;
        Self(blend(self.0, other.0), blend(self.1, other.1), blend(self.2, other.2))
    }
}

/// The colours a chart is drawn in, and how heavy its lines are. The page reads them from its design tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Ground of the page.
    pub paper: Rgb,
    /// Ground of the chart.
    pub card: Rgb,
    /// Main text.
    pub ink: Rgb,
    /// Second text: axis labels.
    pub ink_2: Rgb,
    /// Marks that need not be read.
    pub ink_3: Rgb,
    /// Axes and borders.
    pub line: Rgb,
    /// Grid lines.
    pub line_2: Rgb,
    /// The colour of the house: values.
    pub brand: Rgb,
    /// Ground of what the pointer is on.
    pub brand_2: Rgb,
    /// What is selected.
    pub accent: Rgb,
    /// Ground of what is selected.
    pub accent_2: Rgb,
    /// Good news.
    pub ok: Rgb,
    /// Series, in order; the last one is for "the rest".
    pub series: [Rgb; 6],
    /// Width of lines, per cent of what a chart asks for: more for a projector.
    pub stroke: u16,
}

impl Theme {
    /// The light theme of the interface.
    pub const LIGHT: Self = Self {
        paper: Rgb(0xf6, 0xf5, 0xf1),
        card: Rgb(0xff, 0xff, 0xff),
        ink: Rgb(0x1d, 0x2a, 0x30),
        ink_2: Rgb(0x55, 0x64, 0x6b),
        ink_3: Rgb(0x8a, 0x97, 0x9c),
        line: Rgb(0xe2, 0xe0, 0xd8),
        line_2: Rgb(0xef, 0xed, 0xe6),
        brand: Rgb(0x0f, 0x4c, 0x5c),
        brand_2: Rgb(0xe8, 0xf0, 0xf1),
        accent: Rgb(0xc2, 0x57, 0x1a),
        accent_2: Rgb(0xfb, 0xee, 0xe4),
        ok: Rgb(0x2f, 0x7d, 0x4f),
        series: [
            Rgb(0x0f, 0x4c, 0x5c),
            Rgb(0x5b, 0x8e, 0x7d),
            Rgb(0xe0, 0xa4, 0x58),
            Rgb(0xc2, 0x57, 0x1a),
            Rgb(0x7a, 0x5c, 0x99),
            Rgb(0x9a, 0xa5, 0xa9),
        ],
        stroke: 100,
    };

    /// The colour of series `at`; after the last they begin again.
    pub fn series_color(&self, at: usize) -> Rgb {
        self.series[at % self.series.len()]
    }

    /// Values that the filter leaves out: the brand, washed out.
    pub fn muted(&self) -> Rgb {
        self.card.mix(self.brand, 0.2)
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::LIGHT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixing_runs_from_one_colour_to_the_other() {
        let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
        assert_eq!(black.mix(white, 0.0), black);
        assert_eq!(black.mix(white, 1.0), white);
        assert_eq!(white.mix(black, 0.2), Rgb(204, 204, 204));
        assert_eq!(white.mix(black, 7.0), black);
    }

    #[test]
    fn series_begin_again_after_the_last() {
        assert_eq!(Theme::LIGHT.series_color(7), Theme::LIGHT.series[1]);
    }
}
