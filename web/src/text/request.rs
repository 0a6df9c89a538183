//! Words around the request that a form would send, and around pasted calls.

use super::{pick, text};
use ideomix_api::NoCall;

/// The words of one language.
pub(crate) struct Request {
    /// The tab of the form.
    pub(crate) form: &'static str,
    /// The tab of the request.
    pub(crate) request: &'static str,
    /// The choice of a language of code.
    pub(crate) language: &'static str,
    /// What the code is.
    pub(crate) code: &'static str,
    /// Copies it.
    pub(crate) copy: &'static str,
    /// Where the key comes from.
    pub(crate) key: &'static str,
    /// No key is needed.
    pub(crate) keyless: &'static str,
    /// Where files come from.
    pub(crate) files: &'static str,
    /// What stands in, before the names of fields.
    pub(crate) stands_in: &'static str,
    /// The words in place of a prompt.
    pub(crate) prompt: &'static str,
    /// Nothing can be shown yet.
    pub(crate) wrong: &'static str,
    /// The heading of pasting.
    pub(crate) paste: &'static str,
    /// What can be pasted.
    pub(crate) paste_hint: &'static str,
    /// Fills the form.
    pub(crate) fill: &'static str,
    /// It was filled.
    pub(crate) filled: &'static str,
    /// There was a key.
    pub(crate) had_key: &'static str,
    /// What was put right, before `a → b`.
    pub(crate) mended: &'static str,
    /// What was left out, before names.
    pub(crate) ignored: &'static str,
    /// Files to choose, before names.
    pub(crate) choose: &'static str,
    /// No address in the text.
    pub(crate) no_address: &'static str,
    /// An address of something else, before it.
    pub(crate) unknown_address: &'static str,
}

const EN: Request = Request {
    form: "Form",
    request: "Request",
    language: "Language",
    code: "The request as code",
    copy: "Copy",
    key: "The key is read from the variable AIHUBMIX_API_KEY and is never part of the code.",
    keyless: "It needs no key.",
    files: "Pictures are read from the current folder, under the names above.",
    stands_in: "Placeholders until you fill in: ",
    prompt: "your prompt",
    wrong: "This becomes a request as soon as the form is right:",
    paste: "Paste a call",
    paste_hint: "A curl command, Python, JavaScript or JSON. It fills the form and sends nothing.",
    fill: "Fill the form",
    filled: "The form was filled from your call.",
    had_key: "There was a key in it. It was dropped and is kept nowhere; if others could see it, revoke it.",
    mended: "Put right: ",
    ignored: "Left out: ",
    choose: "Choose these files yourself: ",
    no_address: "No address of the API was found in it.",
    unknown_address: "This address is none of the API's: ",
};

const ZH: Request = Request {
    form: "表单",
    request: "请求",
    language: "语言",
    code: "请求代码",
    copy: "复制",
    key: "密钥取自环境变量 AIHUBMIX_API_KEY，不会出现在代码中。",
    keyless: "不需要密钥。",
    files: "图片按上述文件名从当前目录读取。",
    stands_in: "以下内容填写前用占位符代替：",
    prompt: "你的提示词",
    wrong: "表单填写正确后即可显示请求：",
    paste: "粘贴调用",
    paste_hint: "curl 命令、Python、JavaScript 或 JSON。只会填入表单，不会发送。",
    fill: "填入表单",
    filled: "已按你的调用填好表单。",
    had_key: "其中含有密钥，已丢弃且没有保存。若他人可能看到过，请将其撤销。",
    mended: "已更正：",
    ignored: "未采用：",
    choose: "请自行选择这些文件：",
    no_address: "其中没有找到 API 的地址。",
    unknown_address: "这不是 API 的地址：",
};

/// The words of the chosen language.
pub(crate) fn request_words() -> &'static Request {
    pick((&EN, &ZH))
}

/// Why a pasted text is no call.
pub(crate) fn no_call(why: &NoCall) -> String {
    match why {
        NoCall::NoAddress => request_words().no_address.to_owned(),
        NoCall::UnknownAddress(address) => [request_words().unknown_address, address].concat(),
    }
}

/// Names of fields, in one line.
pub(crate) fn names(fields: &[&str]) -> String {
    let labels: Vec<&str> = fields.iter().map(|name| (text().field)(name)).collect();
    labels.join(pick((", ", "、")))
}
