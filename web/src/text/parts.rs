//! Words about parts of the studio that are still on their way, in both languages.

use super::pick;

/// The words about a part.
pub(crate) struct Parts {
    pub(crate) coming: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) failed_next: &'static str,
    pub(crate) again: &'static str,
}

const EN: Parts = Parts {
    coming: "Loading",
    failed: "This part of the studio did not arrive",
    failed_next: "Nothing is lost. Check the connection and try again; if a new version was put up meanwhile, reload the page.",
    again: "Try again",
};

const ZH: Parts = Parts {
    coming: "正在加载",
    failed: "此部分未能加载",
    failed_next: "没有任何内容丢失。请检查网络后重试；如果网站刚刚更新过，请重新加载页面。",
    again: "重试",
};

/// The words about a part.
pub(crate) fn part_words() -> &'static Parts {
    pick((&EN, &ZH))
}
