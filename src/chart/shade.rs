//! Shades of a map: one hue from pale to deep, so that order is seen as darkness, whatever colours an eye can tell.

use super::{Rgb, Theme};
use crate::map::Breaks;

/// How much more colour the pale end gets than it has: mixed with white, the brand would turn grey.
const PALE_CHROMA: f64 = 2.2;

/// `n` shades from a pale tint to the brand colour, in steps of equal lightness to the eye (OKLab). One shade alone
/// lies half-way.
pub fn shades(theme: &Theme, n: usize) -> Vec<Rgb> {
    ramp((theme.brand_2.mix(theme.brand, 0.06), theme.brand), PALE_CHROMA, n)
}

/// A shade for each class of a change: below 0 towards the brand, above 0 towards the accent, as deep as the class lies
/// far from 0; a class with 0 inside is neutral. Both sides are equally deep at equal distance.
pub fn diverging(theme: &Theme, breaks: &Breaks) -> Vec<Rgb> {
    let sign = |class: usize| match breaks.range(class) {
        Some((_, to)) if to <= 0.0 && breaks.n_classes() > 1 => -1,
        Some((from, _)) if from >= 0.0 && breaks.n_classes() > 1 => 1,
        _ => 0,
    };
    let signs: Vec<i32> = (0..breaks.n_classes()).map(sign).collect();
    let count = |own: i32| signs.iter().filter(|sign| **sign == own).count();
    let (below, most) = (count(-1), count(-1).max(count(1)));
    let side = |deep: Rgb| ramp((theme.card.mix(deep, 0.3), deep), 1.0, most);
    let (down, up) = (side(theme.brand), side(theme.accent));
    let above = signs.len() - count(1);
    let shade = |(class, sign): (usize, &i32)| match sign {
        -1 => down[below - 1 - class],
        1 => up[class - above],
        _ => theme.line_2,
    };
    signs.iter().enumerate().map(shade).collect()
}

fn ramp((pale, deep): (Rgb, Rgb), pale_chroma: f64, n: usize) -> Vec<Rgb> {
    let (pale, deep) = (to_oklab(pale), to_oklab(deep));
    (0..n)
        .map(|at| {
            let share = if n == 1 { 0.5 } else { at as f64 / (n - 1) as f64 };
            let [lightness, a, b] = [0, 1, 2].map(|k| pale[k] + (deep[k] - pale[k]) * share);
            let chroma = pale_chroma + (1.0 - pale_chroma) * share;
            from_oklab([lightness, a * chroma, b * chroma])
        })
        .collect()
}

/// Coefficients of the OKLab colour space (B. Ottosson 2020): linear sRGB to cone responses, and their cube roots to
/// lightness, green–red and blue–yellow; then the two inverses.
const TO_LMS: [[f64; 3]; 3] = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_LAB: [[f64; 3]; 3] = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
];
const FROM_LAB: [[f64; 3]; 3] = [
    [1.0, 0.3963377774, 0.2158037573],
    [1.0, -0.1055613458, -0.0638541728],
    [1.0, -0.0894841775, -1.2914855480],
];
const FROM_LMS: [[f64; 3]; 3] = [
    [4.0767416621, -3.3077115913, 0.2309699292],
    [-1.2684380046, 2.6097574011, -0.3413193965],
    [-0.0041960863, -0.7034186147, 1.7076147010],
];

fn apply(matrix: &[[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2])
}

fn to_oklab(Rgb(red, green, blue): Rgb) -> [f64; 3] {
    let linear = [red, green, blue].map(|byte| {
        let share = f64::from(byte) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    apply(&TO_LAB, apply(&TO_LMS, linear).map(f64::cbrt))
}

fn from_oklab(lab: [f64; 3]) -> Rgb {
    let linear = apply(&FROM_LMS, apply(&FROM_LAB, lab).map(|root| root.powi(3)));
    let [red, green, blue] = linear.map(|part| {
        let share = if part <= 0.0031308 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
        (share * 255.0).round() as u8
    });
    Rgb(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::ClassMethod;

    #[test]
    fn every_colour_survives_the_way_to_oklab_and_back() {
        for step in 0..=51_u8 {
            let colour = Rgb(step * 5, 255 - step * 5, step.wrapping_mul(37));
            assert_eq!(from_oklab(to_oklab(colour)), colour);
        }
    }

    #[test]
    fn shades_darken_evenly_down_to_the_brand() {
        for n in 2..=7 {
            let shades = shades(&Theme::LIGHT, n);
            assert_eq!(shades[n - 1], Theme::LIGHT.brand);
            let lightness: Vec<f64> = shades.iter().map(|shade| to_oklab(*shade)[0]).collect();
            assert!(lightness.windows(2).all(|pair| pair[0] - pair[1] > 0.07), "{lightness:?}");
        }
        assert_eq!(shades(&Theme::LIGHT, 1).len(), 1);
        assert_eq!(shades(&Theme::LIGHT, 0), []);
    }

    #[test]
    fn a_change_gets_deeper_away_from_nothing_on_both_sides() {
        let moves = [-9.0, -4.0, -1.0, 0.0, 1.0, 2.0, 4.0].map(Some);
        let breaks = Breaks::mirrored(moves, ClassMethod::Quantile, 7);
        let theme = Theme::LIGHT;
        let found = diverging(&theme, &breaks);
        assert_eq!((found.len(), found[0], found[3], found[6]), (7, theme.brand, theme.line_2, theme.accent));
        let lightness: Vec<f64> = found.iter().map(|shade| to_oklab(*shade)[0]).collect();
        assert!(lightness[..4].is_sorted() && lightness[3..].is_sorted_by(|a, b| a >= b), "{lightness:?}");
        let still = Breaks::mirrored([Some(0.0)], ClassMethod::Quantile, 5);
        assert_eq!(diverging(&theme, &still), [theme.line_2]);
    }
}
