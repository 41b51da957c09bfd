//! One concept, one word: no text says what another word already says, in the files, the pages or the command line's help.

use std::{fs, path::Path};

use super::*;

/// A message: its section, its key, its text without what is filled in.
struct Message {
    section: String,
    key: String,
    text: String,
}

/// Everything between braces is left out, but the branches of a plural stay.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for (i, part) in text.split('{').enumerate() {
        let rest = match part.split_once('}') {
            Some((_, after)) if i > 0 => after,
            _ => part,
        };
        plain.push_str(if rest.trim_start().starts_with('$') { "" } else { rest });
    }
    plain.replace(['{', '}'], "")
}

fn messages(language: Language) -> Vec<Message> {
    let file = Translations::get(&format!("{}/pindesk.ftl", language.tag())).expect("the file is inside the program");
    let source = String::from_utf8(file.data.into_owned()).expect("UTF-8");
    let (mut section, mut found) = (String::new(), Vec::<Message>::new());
    for line in source.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            name.clone_into(&mut section);
        } else if let Some((key, text)) = line.split_once(" = ").filter(|_| line.starts_with(char::is_alphabetic)) {
            found.push(Message { section: section.clone(), key: key.to_owned(), text: text.to_owned() });
        } else if let Some(last) = found.last_mut().filter(|_| !line.starts_with('#')) {
            last.text.push('\n');
            last.text.push_str(line);
        }
    }
    for message in &mut found {
        message.text = plain(&message.text).trim().to_owned();
    }
    found
}

/// A word that is not said, what is said instead, and the starts of keys that may say it, with the reason.
type Avoided = (&'static str, &'static str, &'static [&'static str]);

const CHINESE: &[Avoided] = &[
    ("单位", "机构；社保里的单位是参保单位", &[]),
    ("创建人", "首任系统管理员、首任主管", &[]),
    ("办件号", "业务流水号", &[]),
    ("办件编号", "业务流水号", &[]),
    ("柜员", "经办人员", &[]),
    ("身份证号", "证件号码", &[]),
    ("身份证件", "证件", &[]),
    ("核对", "核验、校验、对照", &[]),
    ("放行", "通过", &[]),
    ("审批", "复核", &[]),
    ("签核", "确认核查", &[]),
    ("验证码", "见证码", &[]),
    // The last character of an ID number.
    ("校验码", "见证码", &["id-error-wrong_check", "import-reason-wrong_check"]),
    ("校验值", "散列值", &[]),
    ("哈希", "散列值", &[]),
    ("锚点", "日志留底", &[]),
    ("试密码", "验证密码", &[]),
    ("重设", "重置", &[]),
    ("解开", "解锁", &[]),
    ("解除", "解锁、解挂", &[]),
    ("已挂失", "正式挂失", &[]),
    ("补办", "补领", &[]),
    ("发卡银行", "卡面所标服务银行", &[]),
    ("冻结", "暂停密码办理", &[]),
    ("封存", "加密的密钥副本", &[]),
    ("双控", "需另一人同意", &[]),
    ("会签", "需另一人同意", &[]),
    ("分片", "恢复码前半、后半", &[]),
    ("日结", "当日汇总", &[]),
    ("推送", "密码变动提醒", &[]),
    ("渠道", "对接系统", &[]),
    ("还原", "从备份恢复", &[]),
    // A status of cards.
    ("注销", "停用", &["card-", "import-column-card_status"]),
    ("待查", "结果待确认", &[]),
    ("介质", "U 盘", &[]),
    ("移动盘", "U 盘", &[]),
    ("卡片状态", "卡状态", &[]),
    ("证件种类", "证件类型", &[]),
    ("实体卡密码", "实体卡社保密码", &[]),
    ("持卡人输入窗口", "持卡人屏", &[]),
    ("条目", "记录", &[]),
    ("未通过", "不通过", &[]),
    ("没有通过", "不通过", &[]),
    ("未同意", "不同意", &[]),
    ("中止", "未办理", &[]),
    ("证明", "查到；不夸口", &[]),
    ("冒充", "不猜疑人", &[]),
    ("蒙混", "不猜疑人", &[]),
    ("打听", "不猜疑人", &[]),
    ("你", "本人", &[]),
    ("账号登录后再办", "本人登录办理", &[]),
];

const ENGLISH: &[Avoided] = &[
    ("whole", "intact, complete", &[]),
    ("mend", "fix", &["rec-"]),
    ("Mend", "Fix", &[]),
    ("false", "invalid", &[]),
    ("Type ", "Enter", &[]),
    ("keyed", "entered", &[]),
    ("Key your", "Enter", &[]),
    ("Key the", "Enter", &[]),
    ("In order", "Normal, Active", &[]),
    ("Rests on", "Based on", &[]),
    ("rests on", "based on", &[]),
    ("Nobody touched", "after inactivity", &[]),
    ("Not passed", "Refused", &[]),
    ("Seat", "Window", &[]),
    ("sign off", "mark reviewed", &[]),
    ("Sign off", "Mark reviewed", &[]),
    ("signed off", "reviewed", &[]),
    ("Signed off", "Reviewed", &[]),
    ("stick", "USB drive", &[]),
    ("medium", "USB drive", &[]),
    (" media", "USB drive", &[]),
    ("made-up", "demo", &[]),
    ("emonstration", "demo", &[]),
    ("issuing bank", "bank named on the card", &[]),
    ("visit serial", "serial number", &[]),
    ("visit number", "serial number", &[]),
    ("omebody", "someone", &[]),
    ("this machine", "this computer", &[]),
    ("say why", "state the reason", &[]),
];

fn said(language: Language, avoided: &[Avoided]) -> Vec<String> {
    let messages = messages(language);
    assert!(messages.len() > 900);
    let mut found = Vec::new();
    for (word, instead, except) in avoided {
        let may = |key: &str| except.iter().any(|start| key.starts_with(start));
        for message in messages.iter().filter(|message| message.text.contains(word) && !may(&message.key)) {
            found.push(format!("{}: “{word}”, say {instead}: {}", message.key, message.text));
        }
    }
    found
}

#[test]
fn no_text_uses_a_word_that_was_given_up() {
    assert_eq!(said(Language::Chinese, CHINESE), Vec::<String>::new());
    assert_eq!(said(Language::English, ENGLISH), Vec::<String>::new());
}

/// A window is where people are served. What the program opens is a screen, a dialog or the program.
#[test]
fn a_chinese_window_is_the_counter() {
    const SOFTWARE: [&str; 7] =
        ["打开的窗口", "弹出的窗口", "选择窗口", "本窗口看不到", "窗口不在", "窗口里打开", "打开窗口"];
    let found: Vec<_> = messages(Language::Chinese)
        .into_iter()
        .filter(|message| SOFTWARE.iter().any(|words| message.text.contains(words)))
        .map(|message| message.key)
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn chinese_sentences_are_short() {
    for message in messages(Language::Chinese) {
        for sentence in message.text.split(['。', '！', '？', '；', '：', '\n']) {
            let length = sentence.chars().filter(|c| is_han(*c)).count();
            assert!(length <= 25, "{}: {length} characters: {sentence}", message.key);
            if message.section == "Holder window" {
                assert!(sentence.chars().count() <= 15, "{}, for the holder: {sentence}", message.key);
            }
        }
    }
}

#[test]
fn chinese_stands_apart_from_digits_and_latin_letters() {
    for message in messages(Language::Chinese) {
        let near = message.text.chars().zip(message.text.chars().skip(1));
        let touching = near
            .filter(|(a, b)| (is_han(*a) && b.is_ascii_alphanumeric()) || (a.is_ascii_alphanumeric() && is_han(*b)))
            .count();
        assert_eq!(touching, 0, "{}: {}", message.key, message.text);
    }
}

#[test]
fn screens_show_no_flags_of_the_command_line_and_no_modes_of_files() {
    for language in Language::ALL {
        for message in messages(language).into_iter().filter(|message| !message.key.starts_with("cli-")) {
            for technical in ["--", "chmod", "0600", "600)", "700)", "pindesk verify"] {
                assert!(!message.text.contains(technical), "{}: {}", message.key, message.text);
            }
        }
    }
}

/// What is pressed says what it does.
#[test]
fn english_buttons_begin_with_a_verb() {
    const VERBS: [&str; 28] = [
        "Add", "Back", "Choose", "Confirm", "Continue", "Create", "End", "Enter", "Export", "Finish", "Go", "Hand",
        "Import", "Look", "Mark", "Pass", "Record", "Refuse", "Replace", "Reset", "Save", "Serve", "Set", "Show",
        "Sign", "Start", "Stop", "Verify",
    ];
    let names = [
        "-go",
        "-button",
        "-confirm",
        "-sign-out",
        "-save",
        "-next-person",
        "-pick",
        "-other",
        "-create",
        "-stay",
        "-show",
    ];
    for message in messages(Language::English) {
        let is_button = names.iter().any(|end| message.key.ends_with(end)) && !message.key.starts_with("action-");
        // Reasons, kinds of documents and what keys do end like buttons do.
        let is_word =
            ["refusal-", "visit-refused-", "document-", "export-trouble-", "file-trouble-", "key-", "audit-reason-"]
                .iter();
        if !is_button || is_word.into_iter().any(|start| message.key.starts_with(start)) {
            continue;
        }
        let verb = message.text.split([' ', '…', ':']).next().unwrap_or_default();
        assert!(VERBS.contains(&verb), "{}: {}", message.key, message.text);
    }
}

/// The pages that people read, and the lines of the program that make the help of its commands.
#[test]
fn pages_and_help_keep_to_the_same_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| fs::read_to_string(path).expect("a page of the program");
    let mut texts = Vec::new();
    for page in [
        "README.md",
        "CHANGELOG.md",
        "docs/check.md",
        "docs/log-format.md",
        "docs/manual.zh-CN.md",
        "docs/manual.en.md",
    ] {
        texts.push((page.to_owned(), read(&root.join(page))));
    }
    for file in fs::read_dir(root.join("src/cli")).expect("the commands").map(|file| file.expect("readable").path()) {
        let help: Vec<_> =
            read(&file).lines().filter(|line| line.trim_start().starts_with("///")).map(str::to_owned).collect();
        texts.push((file.display().to_string(), help.join("\n")));
    }
    // Words that are wrong in any sentence; whole, hold or seat are also plain English or fields of the log.
    let english =
        ["made-up", "emonstration", "mend ", "signed off", "signs it off", "issuing bank", " stick", "removable media"];
    let chinese = CHINESE.iter().map(|(word, ..)| *word).filter(|word| !["证明", "校验码"].contains(word));
    let avoided: Vec<_> = chinese.chain(english).collect();
    for (name, text) in texts {
        for word in &avoided {
            let line = text.lines().find(|line| line.contains(word));
            assert_eq!(line, None, "{name} says “{word}”");
        }
    }
}
