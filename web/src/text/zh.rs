//! Simplified Chinese.

use super::*;
use ideomix_api::{BaseProblem, KeyProblem, Model, Reason, Speed};
use ideomix_client::UploadProblem;
use ideomix_picture::Problem as Damage;

pub(super) const TEXT: Text = Text {
    tag: "zh-CN",
    operation,
    operation_about,
    field: |name| fields::find(name).map_or("", |row| row.label.1),
    field_help: |name| fields::find(name).map_or("", |row| row.help.1),
    choice: |field, value| fields::choice(field, value).map(|(_, zh)| zh),
    problem,
    warning,
    advice,
    billed: |billed| match billed {
        "no" => "未计费",
        "yes" => "已计费",
        _ => "可能已计费",
    },
    store: |error| match error {
        StoreError::NoDatabase => {
            "浏览器不允许此页面保存内容（可能是无痕窗口）。图片只保留到关闭标签页为止，请下载需要的图片。"
        }
        StoreError::Blocked => "另一个标签页正占用图库。请关闭其他标签页后重新加载。",
        StoreError::VersionTooNew => "图库由更新版本的工作室写入。请重新加载页面。",
        StoreError::NoRoom => "没有空间保存图片了。请先下载需要的图片，再删除一些。",
        _ => "图库无法读写。图片仍在屏幕上，请下载需要的图片。",
    },
    unreadable: |code| match code {
        "not_readable" => "图片所在的服务器不允许网页读取，或无法连接。",
        "not_a_picture" => "链接返回的不是图片，或图片已损坏。",
        "too_large" => "图片超过 64 MB。",
        "status" => "图片所在的服务器返回了错误。",
        _ => "无法取得图片数据。",
    },
    file,
    places: Places {
        operations: "操作",
        places: "页面",
        gallery: "图库",
        jobs: "任务",
        settings: "设置",
        create: "创作",
        history: "最近",
        stage: "结果",
        skip: "跳到表单",
        practice: "练习",
        practice_about: "图片由本机绘制，供试用。不发送任何内容，也不花钱。",
        direct: "直连",
        proxy: "代理",
    },
    form: Form {
        model: "模型与速度",
        more_models: "更多模型",
        model_about: |model| match model {
            Model::V3 => "Ideogram 3.0:质量最好，支持全部操作",
            Model::V2A => "2a:速度快，擅长设计与摄影",
            Model::V2ATurbo => "2a Turbo:2a 系列中最快",
            Model::V2 => "2.0:文字出色，支持精确尺寸与调色板",
            Model::V2Turbo => "2.0 Turbo:与 2.0 相近，更快更便宜",
            Model::V1 => "1.0:第一代模型",
            Model::V1Turbo => "1.0 Turbo:最便宜",
        },
        speed: |speed| match speed {
            Speed::Turbo => "极速",
            Speed::Default => "标准",
            Speed::Quality => "高质量",
        },
        advanced: "高级",
        official_only: "此字段见于 Ideogram 官方文档，AiHubMix 未提及。",
        disputed: "AiHubMix 与 Ideogram 对此字段说法不一。若请求被拒，请留空。",
        service_default: "默认",
        none: "无",
        choose: "请选择",
        roll: "随机取一个种子",
        reset: "重置",
        help: "说明",
        fewer: "减少",
        more: "增加",
        prompt_placeholder: "一只红狐狸在下雪的图书馆里看书，门上霓虹灯写着“营业至深夜”",
        negative_placeholder: "模糊，水印",
        seed_placeholder: "随机",
        codes_placeholder: "0A1B2C3D",
        loose: "宽松",
        close: "接近",
        portrait: "竖向",
        landscape: "横向",
        square: "方形",
        choose_file: "选择图片",
        drop_here: "或拖放、粘贴到此处：PNG、JPEG、WebP",
        remove_file: |name| format!("移除 {name}"),
        add_color: "添加颜色",
        color: |n| format!("颜色 {n}"),
        weight: "权重",
        remove_color: |n| format!("移除颜色 {n}"),
        own_colors: "自定义颜色",
        run: |operation, images, price| {
            let verb = self::operation(operation);
            let count =
                if operation == Operation::Describe { String::new() } else { format!(" {images} 张") };
            price.map_or_else(|| format!("{verb}{count}"), |price| format!("{verb}{count} · {price}"))
        },
        run_hint: "Ctrl + Enter",
        price_free: "免费",
        price_unknown: "价格未公布",
        price_of: |unit, images, total, date| format!("{unit} × {images} = {total}。价格日期 {date}。"),
        price_disputed: |lower| format!("部分价目表写的是 {lower}，此处显示较高者。"),
        missing: |label| format!("还需要：{label}"),
        problems: |count| format!("有 {count} 个字段需要检查"),
        key_needed: "直连需要填写 AiHubMix 密钥。",
        open_settings: "打开设置",
    },
    slots: forms::ZH,
    result: Results {
        empty_title: "想画点什么？",
        empty_text: "描述画面，选择形状，然后运行。每张图片都会立即保存到这里，不怕链接过期。",
        try_one: "试试这些",
        examples: [
            "黎明时分的剪纸山村，层叠光影，横幅上写着“早安”",
            "爵士之夜海报，粗体字“蓝调时刻”，由城市灯光组成的萨克斯",
            "灯泡里的迷你温室，微距摄影，柔和晨光",
            "由三个三角形组成的狐狸扁平矢量标志，橙色与米色",
        ],
        picture: |n, of, prompt| format!("第 {n} 张，共 {of} 张：{prompt}"),
        withheld_title: "被安全检查拦下",
        withheld_text: "服务已生成此图但不予显示，仍会计费。",
        no_link_title: "没有链接",
        no_link_text: "服务列出了此图，但没有可用的链接。",
        saving: "保存中",
        not_saved: "尚未保存",
        no_room: "没有空间保存",
        expired: "链接已过期",
        expired_text: "图片已经生成，但没能及时保存。所用的设置还在。",
        try_saving: "再次保存",
        open_link: "打开链接",
        download: "下载",
        copy_prompt: "复制提示词",
        copied: "已复制",
        use_settings: "沿用这些设置",
        send_to: "发送到",
        remove: "删除",
        removed: "已删除",
        undo: "撤销",
        asked: "你的请求",
        got: "实际结果",
        trace: "客服编号",
        status: "状态码",
        gateway_said: "网关的说明",
        generate_with: "用它来生成",
        previous: "上一张",
        next: "下一张",
        fit: "适合窗口",
        full_size: "100 %",
        time: "用时",
        size: "文件大小",
        price: "估价",
        partly_withheld: |withheld, of| format!("{of} 张中有 {withheld} 张被安全检查拦下，仍会计费"),
    },
    look: look::ZH,
    jobs: Jobs {
        title: "任务",
        running: |count| format!("{count} 个任务"),
        waiting_place: |place| format!("排队中，第 {place} 位"),
        sending: "生成中",
        seconds: |seconds| format!("{seconds} 秒"),
        waiting_retry: |seconds| format!("服务繁忙，{seconds} 秒后重试"),
        saving: "保存中",
        done: "完成",
        failed: "失败",
        refused: "被拒绝",
        not_sent: "未发送",
        unknown: "结果未知",
        cancel: "取消（免费）",
        stop: "不再等待",
        stop_title: "不再等待这个任务？",
        stop_text: "请求已经发出，停止等待并不会让服务停下：仍可能计费，而图片会丢失。让它继续运行不会多花钱。",
        stop_confirm: "停止，接受可能白花钱",
        keep_waiting: "继续等待",
        dismiss: "知道了",
        none: "没有进行中的任务。",
        usage_page: "重新发送前，请先在 AiHubMix 查看用量。",
        died: "任务进行中页面被关闭，因此无法得知结果。",
        died_waiting: "任务排队时页面被关闭，请求从未发出。",
        ask_again: "可用它的设置填入表单，再次运行。",
        finished_spoken: |what, count| format!("{what}：{count} 张图片已完成"),
        failed_spoken: |what, why| format!("{what}：{why}"),
        started_spoken: |what| format!("{what}已开始"),
    },
    settings: Settings {
        title: "设置",
        connection: "连接方式",
        practice: "练习",
        practice_hint: "免费、离线，用于学习与试用。",
        practice_missing: "此页面没有练习网关。运行 `cargo xtask start` 即可获得。",
        direct: "直连",
        direct_hint: "用你的密钥直接访问 AiHubMix。",
        proxy: "代理",
        proxy_hint: "密钥由你的服务器保管，此页面永远看不到。",
        proxy_here: "此页面所在的服务器",
        key: "AiHubMix 密钥",
        key_hint: "只保存在此标签页的内存中，关闭或刷新后即消失。只会发送到网关地址。建议使用设有消费上限的密钥。",
        key_set: |hint| format!("已设置密钥({hint})，关闭标签页后即被遗忘。"),
        key_use: "使用此密钥",
        key_forget: "忘记密钥",
        key_show: "显示输入内容",
        key_problem: |problem| match problem {
            KeyProblem::BadCharacter => "密钥中没有空格、换行或特殊字符，请重新复制。",
            KeyProblem::Empty => "请先粘贴密钥。",
            KeyProblem::TooLong => "内容过长，请只复制密钥本身。",
            KeyProblem::TooShort => "内容过短，请复制完整的密钥。",
        },
        address: "代理地址",
        address_hint: "以 https:// 开头；本机可用 http://。留空表示此页面所在的服务器。",
        address_use: "使用此地址",
        address_problem: |problem| match problem {
            BaseProblem::BadHost => "主机名不正确。",
            BaseProblem::BadPath => "路径只能包含字母、数字、连字符和单个斜杠。",
            BaseProblem::BadPort => "端口必须是 1 到 65535 的数字。",
            BaseProblem::NotEncrypted => "请使用 https://。http:// 只能用于本机。",
            BaseProblem::NotHttp => "地址应以 https:// 开头。",
            BaseProblem::UserInfo => "不接受带有用户名或密码的地址。",
        },
        address_current: |address| format!("请求将发往 {address}。"),
        look: "语言与外观",
        language: "语言",
        theme: "外观",
        theme_system: "跟随系统",
        theme_light: "浅色",
        theme_dark: "深色",
        storage: "存储",
        storage_used: |used, quota| format!("已用 {used}，浏览器允许 {quota}。"),
        storage_unknown: "浏览器没有说明可用空间。",
        storage_kept: "浏览器承诺不会自行清除此图库。",
        storage_may_go: "磁盘将满时，浏览器可能清除此图库。",
        storage_ask: "请求保留",
        prices: "价格",
        prices_as_of: |date| {
            format!("每张图片的美元价格，依据 AiHubMix 页面，核对日期 {date}。仅为估算，以网关账单为准。")
        },
        privacy: "隐私",
        privacy_text: "提示词和图片只发送到上述地址。Ideogram 可能保留提示词。此页面不加载第三方内容，也不上报任何信息。",
    },
    gallery: Gallery {
        title: "图库",
        empty: "这里还是空的",
        empty_text: "你生成的每张图片都会保存在此浏览器中。",
        more: "显示更多",
        today: "今天",
        yesterday: "昨天",
        quarantined: |count| format!("已隔离 {count} 条损坏的记录。"),
        memory_only: "关闭标签页后不会保留任何内容",
        go_create: "去画一张",
    },
    mask: &mask::ZH,
    common: Common { close: "关闭", back: "返回" },
};

fn operation(operation: Operation) -> &'static str {
    match operation {
        Operation::Generate => "生成",
        Operation::Remix => "混合",
        Operation::Edit => "编辑",
        Operation::Reframe => "扩展画幅",
        Operation::ReplaceBackground => "换背景",
        Operation::Upscale => "放大",
        Operation::Describe => "描述",
    }
}

fn operation_about(operation: Operation) -> &'static str {
    match operation {
        Operation::Generate => "用文字生成图片。",
        Operation::Remix => "在原图基础上重新绘制。",
        Operation::Edit => "只修改蒙版标出的部分。",
        Operation::Reframe => "把图片扩展成另一种形状。",
        Operation::ReplaceBackground => "保留主体，更换背景。",
        Operation::Upscale => "放大到两倍，并重绘细节。",
        Operation::Describe => "由图片得到文字描述。",
    }
}

fn problem(problem: &Problem) -> String {
    let label = fields::find(&problem.field).map_or("", |row| row.label.1);
    let name = |wire: &str| fields::find(wire).map_or_else(|| wire.to_owned(), |row| row.label.1.to_owned());
    match &problem.reason {
        Reason::BadColor { given } => format!("“{given}”不是颜色，请写成 #RRGGBB。"),
        Reason::BadStyleCode { given } => format!("“{given}”不是风格代码，代码由八位十六进制数组成。"),
        Reason::BadWeight => "权重须在 0.05 到 1 之间。".to_owned(),
        Reason::Conflict { with } => format!("不能与“{}”同时使用，请清除其中之一。", name(with)),
        Reason::CountMismatch { with } => format!("文件数须与“{}”相同。", name(with)),
        Reason::FileTooLarge { bytes, max } => {
            format!("文件为 {}，服务最多接受 {}。", size(*bytes), size(*max))
        }
        Reason::MaskSize { image, mask } => {
            format!("蒙版为 {}×{}，原图为 {}×{}，两者必须一致。", mask.0, mask.1, image.0, image.1)
        }
        Reason::NotAllowed { given, suggestion, .. } => match suggestion {
            Some(word) => format!("这里不能使用“{given}”。是否想用 {word}？"),
            None => format!("这里不能使用“{given}”。"),
        },
        Reason::NotAnInteger { .. } => "请填写整数。".to_owned(),
        Reason::NotForModel { model, models } => {
            let names: Vec<&str> = models.iter().map(|model| model.wire()).collect();
            format!("{model} 不支持此项，支持的有 {}。", names.join("、"))
        }
        Reason::OutOfRange { min, max, .. } => format!("须在 {min} 到 {max} 之间。"),
        Reason::Required => format!("请填写{label}。"),
        Reason::RequestTooLarge { bytes, max } => {
            format!("整个请求为 {}，服务最多接受 {}。", size(*bytes), size(*max))
        }
        Reason::TooMany { given, max } => format!("给了 {given} 个，最多 {max} 个。"),
        Reason::TooManyPixels { width, height } => {
            format!("{width}×{height} 像素过大：每边不超过 8192,总数不超过四千万像素。")
        }
        Reason::UnknownField { .. } => "此操作没有这个字段。".to_owned(),
        _ => "此处不能使用这样的值。".to_owned(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "shown with one digit after the point")]
fn size(size: u64) -> String {
    bytes(size as f64)
}

fn warning(warning: &Warning) -> String {
    match warning {
        Warning::FileLarge { bytes, .. } => {
            format!("{} 的文件超过较早的 10 MB 限制，可能被拒绝。", size(*bytes))
        }
        Warning::PriceUnknown => "此项价格未公布。".to_owned(),
        Warning::PromptLong { characters, .. } => format!("共 {characters} 个字符，超过 10,000 可能被拒绝。"),
        Warning::SeedWithManyImages { images } => {
            format!("固定种子时，{images} 张图片会完全相同，且全部计费。")
        }
        Warning::SourceNotSquare => "Ideogram 文档只说明了方形图片的扩展。".to_owned(),
        Warning::StyleReferenceWithStyle => "风格参考图配合“自动”和“通用”风格使用。".to_owned(),
        Warning::TurboAtDefaultPrice => "此处极速与标准同价：选标准，同样的钱得到更好的结果。".to_owned(),
        _ => String::new(),
    }
}

fn advice(cause: Cause) -> Advice {
    let (title, sentence, next) = match cause {
        Cause::BadRequest => {
            ("网关拒绝了请求", "某个值不被接受，网关很少说明是哪一个。", "请逐个去掉高级字段后再运行。")
        }
        Cause::CutAnswer => (
            "回答不完整",
            "服务已回答，但内容中断，无法从中找到图片。",
            "重新发送前请在 AiHubMix 查看用量：这次已计费。",
        ),
        Cause::EmptyAnswer => (
            "回答中没有图片",
            "服务报告成功，却没有返回图片。",
            "换个说法试试。这次已计费，可凭编号联系 AiHubMix 客服。",
        ),
        Cause::Forbidden => {
            ("此密钥无权限", "账号或密钥受到地址、模型或停用的限制。", "请在 AiHubMix 检查密钥的限制。")
        }
        Cause::GatewayFailed => (
            "网关报告失败",
            "AiHubMix 未能完成生成。通常不会计费，但无法证实。",
            "稍等片刻，查看用量后再发送。",
        ),
        Cause::HtmlAnswer => {
            ("收到的是网页", "该地址返回了网页。地址可能有误，或网络要求登录。", "请在设置中检查连接方式。")
        }
        Cause::KeyMissing => ("缺少密钥", "直连需要 AiHubMix 密钥。", "请在设置中填写，或切换到练习。"),
        Cause::KeyRefused => {
            ("密钥被拒绝", "AiHubMix 不认识此密钥。", "请在设置中检查：是否复制完整，是否已被撤销。")
        }
        Cause::NoBalance => {
            ("余额不足", "账号余额或消费上限不足以支付本次请求。", "请在 AiHubMix 充值或提高上限后再运行。")
        }
        Cause::Offline => ("当前离线", "没有网络，因此没有发送任何内容。", "恢复联网后再运行，表单会保留。"),
        Cause::Overloaded => {
            ("服务暂无空位", "网关目前没有该模型的可用渠道，或密钥无权使用。", "一分钟后再试，或换一个模型。")
        }
        Cause::RateLimited => (
            "同时请求过多",
            "服务限制同时生成的图片数，网关的所有用户共享此限制。",
            "稍等片刻，减少张数后再运行。",
        ),
        Cause::Safety => ("被安全检查拒绝", "提示词或图片在生成前就被拒绝。", "请修改文字或更换图片。"),
        Cause::Stopped => {
            ("你已停止等待", "请求已经发出，因此仍可能生成并计费。", "重新发送前请在 AiHubMix 查看用量。")
        }
        Cause::TimedOut => {
            ("五分钟内没有回答", "请求已发出，但一直没有回答。", "重新发送前请在 AiHubMix 查看用量。")
        }
        Cause::TooLarge => ("超出网关的大小限制", "文件总大小超过网关允许的范围。", "请使用较小的图片。"),
        Cause::Unreachable => (
            "没有可读的回答",
            "地址无法连接、连接中断，或浏览器不允许读取回答。浏览器不会说明是哪一种。",
            "请检查连接并查看用量后再发送。",
        ),
        Cause::Withdrawn => ("已撤回", "在发送之前就已停止。", "随时可以再运行，表单会保留。"),
        _ => ("无法理解的回答", "途中的某个环节返回了它自己的错误。", "重新发送前请在 AiHubMix 查看用量。"),
    };
    Advice { title, sentence, next }
}

fn file(problem: &UploadProblem) -> String {
    if let UploadProblem::Animated(_) = problem {
        return "这是动图，此处需要单张图片。".to_owned();
    }
    let UploadProblem::Picture(damage) = problem else {
        return "文件已无法读取，请重新选择。".to_owned();
    };
    match damage {
        Damage::Empty => "文件是空的。".to_owned(),
        Damage::Unsupported(kind) => format!("不支持 {}，请另存为 PNG、JPEG 或 WebP。", kind.name()),
        Damage::NotAPicture => "这不是图片，请选择 PNG、JPEG 或 WebP 文件。".to_owned(),
        _ => "图片已损坏或不完整，请重新保存后再选择。".to_owned(),
    }
}
