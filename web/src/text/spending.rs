//! Words about money spent and about the line of jobs, in both languages.

use super::pick;

/// The words of the spending page.
pub(crate) struct Spending {
    pub(crate) title: &'static str,
    pub(crate) this_month: &'static str,
    pub(crate) earlier: &'static str,
    pub(crate) later: &'static str,
    pub(crate) spent: &'static str,
    pub(crate) reserved: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) about_unknown: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) calls: &'static str,
    pub(crate) images: &'static str,
    pub(crate) none: &'static str,
    pub(crate) unpriced: fn(u32) -> String,
    pub(crate) practice: fn(usize) -> String,
    pub(crate) export: &'static str,
    pub(crate) kept: &'static str,
}

/// The words about the line of jobs.
pub(crate) struct Line {
    pub(crate) at_once: &'static str,
    pub(crate) at_once_hint: &'static str,
    pub(crate) up: &'static str,
    pub(crate) down: &'static str,
    pub(crate) same: &'static str,
    pub(crate) elsewhere: &'static str,
    pub(crate) held: &'static str,
    pub(crate) held_about: &'static str,
    pub(crate) send_anyway: &'static str,
}

const EN: Spending = Spending {
    title: "Spending",
    this_month: "This month",
    earlier: "Month before",
    later: "Month after",
    spent: "Spent",
    reserved: "On its way",
    unknown: "Outcome unknown",
    about_unknown: "Of these calls nobody can say here whether they were billed. Your usage page at AiHubMix can.",
    kind: "Operation and model",
    calls: "Calls",
    images: "Images",
    none: "Nothing was spent in this month.",
    unpriced: |calls| match calls {
        1 => "For 1 call no price is published; it is in none of the sums.".to_owned(),
        calls => format!("For {calls} calls no price is published; they are in none of the sums."),
    },
    practice: |calls| match calls {
        1 => "Apart from that, 1 practice call, free.".to_owned(),
        calls => format!("Apart from that, {calls} practice calls, free."),
    },
    export: "Export as CSV",
    kept: "Reckoned in this browser from the prices of the day; deleted pictures stay counted.",
};

const ZH: Spending = Spending {
    title: "支出",
    this_month: "本月",
    earlier: "上个月",
    later: "下个月",
    spent: "已支出",
    reserved: "进行中",
    unknown: "结果未知",
    about_unknown: "这些调用是否计费，此处无法得知，请在 AiHubMix 的用量页面查看。",
    kind: "操作与模型",
    calls: "调用",
    images: "图片",
    none: "这个月没有支出。",
    unpriced: |calls| format!("有 {calls} 次调用的价格未公布，未计入以上金额。"),
    practice: |calls| format!("另有 {calls} 次练习调用，免费。"),
    export: "导出 CSV",
    kept: "由此浏览器按当日价格估算；删除图片后仍计入。",
};

const LINE_EN: Line = Line {
    at_once: "Pictures in the making at once",
    at_once_hint: "The service allows ten for all users of the gateway together. Fewer means fewer refusals.",
    up: "Earlier in line",
    down: "Later in line",
    same: "The same request was started a moment ago, so it runs once.",
    elsewhere: "Running in another tab",
    held: "Not sent: nothing can be kept now",
    held_about: "This browser can keep nothing at the moment. If this tab closed before the answer came, no trace would be left of a call that may be billed. Nothing has been sent.",
    send_anyway: "Send anyway",
};

const LINE_ZH: Line = Line {
    at_once: "同时生成的图片数",
    at_once_hint: "服务对网关的全部用户合计只允许十张。数量越少，被拒绝的可能越小。",
    up: "提前一位",
    down: "推后一位",
    same: "相同的请求刚刚开始，因此只运行一次。",
    elsewhere: "正在另一个标签页中运行",
    held: "未发送：现在无法保存记录",
    held_about: "浏览器目前无法保存任何内容。如果在收到结果前关闭此标签页，这次可能计费的调用将不留任何记录。请求尚未发送。",
    send_anyway: "仍然发送",
};

/// The words of the spending page, in the chosen language.
pub(crate) fn spending_words() -> &'static Spending {
    pick((&EN, &ZH))
}

/// The words about the line of jobs, in the chosen language.
pub(crate) fn job_words() -> &'static Line {
    pick((&LINE_EN, &LINE_ZH))
}
