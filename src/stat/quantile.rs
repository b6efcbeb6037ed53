//! Quantiles of values in order.

/// The `p`-quantile of ascending `sorted` values, linear between order statistics
/// (Hyndman and Fan's type 7, the default of R and of spreadsheets). `None` when empty.
///
/// ```
/// assert_eq!(negah::stat::quantile(&[1.0, 2.0, 3.0, 4.0], 0.25), Some(1.75));
/// ```
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    Some(sorted[below] + (place - below as f64) * (sorted[above] - sorted[below]))
}
