//! Money as people read it.

use ideomix_api::MilliUsd;

/// Thousandths of a dollar as dollars: two digits, a third only where it says something (`$0.025`).
pub(crate) fn usd(amount: MilliUsd) -> String {
    let (dollars, rest) = (amount / 1000, amount % 1000);
    if rest.is_multiple_of(10) {
        format!("${dollars}.{:02}", rest / 10)
    } else {
        format!("${dollars}.{rest:03}")
    }
}

#[cfg(test)]
mod tests {
    use super::usd;

    #[test]
    fn cents_and_thousandths_are_both_written_right() {
        assert_eq!(usd(60), "$0.06");
        assert_eq!(usd(25), "$0.025");
        assert_eq!(usd(720), "$0.72");
        assert_eq!(usd(1_200), "$1.20");
    }
}
