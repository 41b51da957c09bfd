//! The widget kit as a person at the keyboard, a finger and a screen reader meet it. The harness also fails on any
//! character without a glyph and any input without a name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use egui::{Event, Key, Modifiers, Ui, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use pindesk::{
    t,
    ui::{
        self,
        i18n::{self, Language},
        icons,
        theme::Tone,
        widgets::*,
    },
};

fn harness<'a, S: 'a>(state: S, draw: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    Harness::builder().with_size([1000.0, 700.0]).with_context_setup(ui::install).build_ui_state(draw, state)
}

#[derive(Default)]
struct Press {
    go: usize,
    leave: usize,
    missing: Option<String>,
    text: String,
}

fn press_desk<'a>(state: Press) -> Harness<'a, Press> {
    harness(state, |ui, state| {
        Field::new("工号", &mut state.text).show(ui);
        let go = Button::primary("核验通过").key(Key::Enter).missing(state.missing.as_ref());
        if go.action().show_with_reason(ui) {
            state.go += 1;
        }
        if Button::secondary("离开").key(Key::Escape).show(ui) {
            state.leave += 1;
        }
    })
}

#[test]
fn a_button_goes_by_click_key_and_screen_reader_once_each() {
    let mut desk = press_desk(Press::default());
    desk.get_by_label("核验通过").click();
    desk.run();
    assert_eq!(desk.state().go, 1);
    desk.key_press(Key::Enter);
    desk.run();
    assert_eq!(desk.state().go, 2);
    desk.get_by_label("核验通过").click_accesskit();
    desk.run();
    assert_eq!(desk.state().go, 3);
    desk.key_press(Key::Escape);
    desk.run();
    assert_eq!((desk.state().go, desk.state().leave), (3, 1));
}

#[test]
fn a_focused_button_takes_enter_from_the_main_one() {
    let mut desk = press_desk(Press::default());
    desk.get_by_label("离开").focus();
    desk.run();
    desk.key_press(Key::Enter);
    desk.run();
    assert_eq!((desk.state().go, desk.state().leave), (0, 1));
    desk.get_by_label("核验通过").focus();
    desk.run();
    desk.key_press(Key::Enter);
    desk.run();
    let pressed = (desk.state().go, desk.state().leave);
    assert_eq!(pressed, (1, 1), "once, though focus and shortcut both mean it");
}

#[test]
fn enter_in_a_text_field_goes_on() {
    let mut desk = press_desk(Press::default());
    let field = desk.get_by_role_and_label(Role::TextInput, "工号");
    field.focus();
    desk.run();
    desk.event(Event::Text("clerk01".to_owned()));
    desk.run();
    desk.key_press(Key::Enter);
    desk.run();
    assert_eq!((desk.state().text.as_str(), desk.state().go), ("clerk01", 1));
}

#[test]
fn a_held_key_acts_once() {
    let mut desk = press_desk(Press::default());
    desk.get_by_label("核验通过").focus();
    desk.run();
    for repeat in [false, true, true, true] {
        let modifiers = Modifiers::NONE;
        let key = Key::Enter;
        desk.event(Event::Key { key, physical_key: None, pressed: true, repeat, modifiers });
        desk.run();
    }
    assert_eq!(desk.state().go, 1);
}

#[test]
fn a_disabled_button_says_what_is_missing_and_does_nothing() {
    let missing = Some("还差 1 项".to_owned());
    let mut desk = press_desk(Press { missing, ..Press::default() });
    let button = desk.get_by_label("核验通过");
    assert!(button.accesskit_node().is_disabled());
    assert_eq!(button.accesskit_node().description().as_deref(), Some("还差 1 项"));
    assert!(desk.query_by_label("还差 1 项").is_some(), "visible without hovering");
    button.click();
    desk.run();
    desk.key_press(Key::Enter);
    desk.run();
    assert_eq!(desk.state().go, 0);
}

#[test]
fn a_dialog_keeps_keys_from_the_screen_behind() {
    let mut desk = harness((0, None), |ui, (go, answer)| {
        if Button::primary("核验通过").key(Key::Enter).show(ui) {
            *go += 1;
        }
        if answer.is_none() {
            *answer = Confirm::new("离开这次办理？", "", "是").show(ui.ctx());
        }
    });
    desk.run();
    desk.key_press(Key::Enter);
    desk.run();
    assert_eq!(*desk.state(), (0, Some(Answer::Confirmed)));
    desk.key_press(Key::Enter);
    desk.run();
    assert_eq!(desk.state().0, 1, "the screen has the keyboard again");
}

#[test]
fn escape_leaves_a_dialog() {
    let mut desk = harness(None, |ui, answer| {
        if answer.is_none() {
            let question = Confirm::new("停用这个账号？", "下一次操作起生效。", "停用");
            *answer = question.danger().show(ui.ctx());
        }
    });
    desk.run();
    desk.key_press(Key::Escape);
    desk.run();
    assert_eq!(*desk.state(), Some(Answer::Cancelled));
}

#[derive(Default)]
struct SignIn {
    password: SecretText,
    submitted: usize,
}

fn sign_in<'a>() -> Harness<'a, SignIn> {
    let mut desk = harness(SignIn::default(), |ui, state: &mut SignIn| {
        if SecretField::new("登录密码", &mut state.password).show(ui).submitted {
            state.submitted += 1;
        }
    });
    desk.get_by_role(Role::PasswordInput).focus();
    desk.run();
    desk
}

#[test]
fn a_password_is_typed_pasted_and_taken_back() {
    let mut desk = sign_in();
    desk.event(Event::Text("correct".to_owned()));
    desk.run();
    desk.event(Event::Paste(" horse!\n".to_owned()));
    desk.run();
    desk.key_press(Key::Backspace);
    desk.run();
    desk.key_press(Key::Enter);
    desk.run();
    assert_eq!(desk.state().submitted, 1);
    assert_eq!(&*desk.state_mut().password.take(), b"correct horse");
    assert!(desk.state().password.is_empty());
}

#[test]
fn select_all_and_type_replaces_a_password() {
    let mut desk = sign_in();
    desk.event(Event::Text("wrong".to_owned()));
    desk.run();
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.run();
    desk.event(Event::Text("r".to_owned()));
    desk.run();
    assert_eq!(&*desk.state_mut().password.take(), b"r");
}

#[test]
fn a_password_never_reaches_screen_reader_or_clipboard() {
    let mut desk = sign_in();
    desk.event(Event::Text("hunter2".to_owned()));
    desk.run();
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.event(Event::Copy);
    desk.event(Event::Cut);
    desk.step();
    assert!(desk.output().platform_output.commands.is_empty(), "nothing copied");
    let field = desk.get_by_role(Role::PasswordInput);
    assert_eq!(field.accesskit_node().label().as_deref(), Some("登录密码"));
    assert_eq!(field.accesskit_node().value(), None);
    assert!(!format!("{:?}", desk.root()).contains("hunter2"));
    assert_eq!(desk.state().password.count(), 7, "and nothing is lost by trying");
}

#[test]
fn an_input_method_is_refused_with_a_reason() {
    let mut desk = sign_in();
    desk.event(Event::Ime(egui::ImeEvent::Commit("密码".to_owned())));
    desk.run();
    assert!(desk.state().password.is_empty());
    assert!(desk.query_by_role(Role::Alert).is_some());
}

#[test]
fn a_field_error_is_shown_and_announced() {
    let desk = harness(String::new(), |ui, text| {
        Field::new("说明", text).error(Some("请写明原因")).show(ui);
    });
    let field = desk.get_by_role(Role::TextInput);
    assert_eq!(field.accesskit_node().description().as_deref(), Some("请写明原因"));
    let alert = desk.get_by_role(Role::Alert);
    assert_eq!(alert.accesskit_node().label().as_deref(), Some("请写明原因"));
}

#[test]
fn a_date_is_checked_once_the_keyboard_left() {
    let mut desk = harness((String::new(), None), |ui, (typed, day)| {
        *day = DateField::new("有效期至", typed).show(ui);
        Button::secondary("保存").show(ui);
    });
    desk.get_by_role(Role::TextInput).focus();
    desk.run();
    desk.event(Event::Text("2026-02-30".to_owned()));
    desk.run();
    assert!(desk.query_by_role(Role::Alert).is_none(), "not while typing");
    desk.get_by_label("保存").focus();
    desk.run();
    assert!(desk.query_by_role(Role::Alert).is_some());
    assert_eq!(desk.state().1, None);
}

#[test]
fn space_and_click_tick_a_row_and_enter_goes_on_instead() {
    let title = "是原件，不是复印件或照片";
    let mut desk = harness((false, 0), |ui, (ticked, gone)| {
        check_row(ui, ticked, title, "侧光看防伪膜");
        if Button::primary("核验通过").key(Key::Enter).show(ui) {
            *gone += 1;
        }
    });
    let row = desk.get_by_role_and_label(Role::CheckBox, title);
    assert_eq!(row.accesskit_node().description().as_deref(), Some("侧光看防伪膜"));
    row.focus();
    desk.run();
    desk.key_press(Key::Space);
    // Once it is clear that no more comes, as it would from a card reader.
    desk.run_steps(5);
    assert_eq!(*desk.state(), (true, 0));
    desk.key_press(Key::Enter);
    desk.run();
    assert_eq!(*desk.state(), (true, 1), "Enter ticks nothing");
    desk.get_by_role_and_label(Role::CheckBox, title).click();
    desk.run();
    assert_eq!(*desk.state(), (false, 1));
}

#[test]
fn a_bare_digit_is_no_shortcut_wherever_the_keyboard_is() {
    let mut desk = harness((String::new(), 0), |ui, (text, hits)| {
        Field::new("说明", text).show(ui);
        if pressed(ui, Key::Num1, None) {
            *hits += 1;
        }
    });
    desk.key_press(Key::Num1);
    desk.run();
    desk.get_by_role(Role::TextInput).focus();
    desk.run();
    desk.key_press(Key::Num1);
    desk.run();
    assert_eq!(desk.state().1, 0);
}

#[test]
fn the_pad_reports_keys_where_they_stand() {
    let order = [7, 2, 9, 0, 4, 6, 1, 8, 3, 5];
    let mut desk = harness((Vec::new(), true), move |ui, (keys, enabled)| {
        pin_boxes(ui, keys.len(), 6, 1.0);
        keys.extend(pin_pad(ui, &order, *enabled, 1.0));
    });
    let lefts = ["7", "2", "9"].map(|label| desk.get_by_label(label).rect().left());
    assert!(lefts.is_sorted(), "{lefts:?}");
    for label in ["7", "5", "全清", "删一个"] {
        desk.get_by_label(label).click();
        desk.run();
    }
    let expected = [PadKey::Digit(7), PadKey::Digit(5), PadKey::Clear, PadKey::Delete];
    assert_eq!(desk.state().0, expected);
    desk.state_mut().1 = false;
    desk.run();
    desk.get_by_label("7").click();
    desk.run();
    assert_eq!(desk.state().0.len(), 4, "a paused pad takes nothing");
}

#[test]
fn the_boxes_say_how_many_digits_and_debug_text_says_none() {
    assert_eq!(format!("{:?}", PadKey::Digit(7)), "Digit(…)");
    let desk = harness((), |ui, ()| pin_boxes(ui, 3, 6, 1.0));
    let boxes = desk.get_by_role(Role::Status);
    assert_eq!(boxes.accesskit_node().label().as_deref(), Some("已输入 3 位，共 6 位"));
}

#[test]
fn the_rail_opens_screens_and_switches_the_language() {
    let entries = [(1, icons::DESKTOP_WINDOWS, "窗口"), (2, icons::LIST_ALT, "日志")]
        .map(|(target, icon, label)| RailEntry { target, icon, label: label.to_owned(), key: None });
    let mut desk = harness(Vec::new(), move |ui, chosen| {
        let log = LogPill { tone: Tone::Good, text: t!("rail-log-whole", count = "1,204") };
        let bar = TopBar { title: "密码服务窗口".to_owned(), log: Some(log), ..TopBar::default() };
        chosen.extend(shell(ui, &entries, Some(1), &bar, |ui| {
            ui.label("第一页");
        }));
    });
    for label in ["日志", "切换到英文（English）", "锁屏"] {
        desk.get_by_label(label).click();
        desk.run();
    }
    assert_eq!(*desk.state(), [RailEvent::Open(2), RailEvent::SwitchLanguage, RailEvent::Lock]);
    let pill = desk.get_by_label("日志校验通过 · 1,204 条");
    assert_eq!(pill.accesskit_node().role(), Role::Status);
}

type Everything = (usize, String, Toasts);

fn draw_everything(ui: &mut Ui, (value, text, toasts): &mut Everything) {
    let steps = ["look_up", "identity_check", "pin_reset"];
    stepper(ui, &steps.map(|code| i18n::text_of("action", code)), 1);
    let (status, instead) = (i18n::text_of("card", "9"), i18n::text_of("card-instead", "9"));
    banner(ui, Tone::Bad, &status, &instead, Some(&t!("common-retry")));
    let roles = [(0, "clerk"), (1, "supervisor"), (2, "administrator")];
    let roles = roles.map(|(index, code)| (index, i18n::text_of("role", code)));
    chips(ui, "岗位", value, &roles);
    combo(ui, "岗位", value, &roles);
    let locked = Pill::bad(i18n::text_of("state", "locked"));
    let note = i18n::text_of("kind", "bank-note");
    radio_card(ui, true, &i18n::text_of("kind", "electronic"), Some(locked), &note);
    Field::new("备注", text).show(ui);
    Progress::new(&t!("common-working"), std::time::Duration::ZERO).show(ui);
    empty(ui, icons::SEARCH, &t!("common-none"), "");
    toasts.show(ui.ctx());
}

#[test]
fn everything_can_be_drawn_in_both_languages_on_a_small_window() {
    for language in Language::ALL {
        i18n::select(language);
        let mut desk = Harness::builder()
            .with_size([683.0, 384.0])
            .with_context_setup(ui::install)
            .build_ui_state(draw_everything, Everything::default());
        desk.run();
        assert_eq!(desk.get_all_by_role(Role::RadioButton).count(), 4);
        let step = i18n::text_of("action", "identity_check");
        let step = t!("common-step-now", number = 2, name = step.as_str());
        assert!(desk.query_by_label(&step).is_some(), "{step}");
    }
}

#[test]
fn a_good_toast_leaves_by_itself_and_a_bad_one_stays() {
    let mut desk = harness(Toasts::default(), |ui, toasts| toasts.show(ui.ctx()));
    let ctx = desk.ctx.clone();
    desk.state_mut().push(&ctx, Tone::Good, "已保存");
    desk.state_mut().push(&ctx, Tone::Bad, "导出失败");
    desk.run_steps(4);
    assert!(desk.query_by_label("已保存").is_some());
    let later = ctx.time() + 60.0;
    desk.input_mut().time = Some(later);
    desk.run_steps(4);
    assert!(desk.query_by_label("已保存").is_none());
    assert!(desk.query_by_label("导出失败").is_some());
    desk.get_by_label("关闭提示").click();
    desk.run_steps(4);
    assert!(desk.query_by_label("导出失败").is_none());
}

#[test]
fn a_list_opens_at_its_choice_and_enter_chooses_closes_and_gives_the_keyboard_back() {
    let options: Vec<(usize, String)> = (0..40).map(|at| (at, format!("第 {at} 项"))).collect();
    let mut desk = harness(25_usize, move |ui, value| {
        pindesk::ui::widgets::combo(ui, "清单", value, &options);
    });
    desk.get_by_role_and_label(Role::ComboBox, "清单").focus();
    desk.run();
    desk.key_press(Key::Enter);
    desk.run();
    let focused = |desk: &Harness<'_, usize>| {
        let node = desk.query_all_by_label_contains("").find(|node| node.is_focused());
        node.map(|node| (node.accesskit_node().role(), node.accesskit_node().label().unwrap_or_default()))
    };
    assert_eq!(focused(&desk).map(|(_, label)| label).as_deref(), Some("第 25 项"));
    desk.key_press(Key::ArrowDown);
    desk.run();
    desk.input_mut().time = Some(5.0);
    desk.run();
    desk.key_press(Key::Enter);
    desk.run();
    assert_eq!(*desk.state(), 26);
    assert_eq!(focused(&desk), Some((Role::ComboBox, "清单".to_owned())));
    assert!(desk.query_by_label("第 27 项").is_none(), "it is closed");
}

#[test]
fn a_dialog_gives_the_keyboard_back() {
    let mut desk = harness((String::new(), false), |ui, (text, asks)| {
        Field::new("说明", text).show(ui);
        if pressed(ui, Key::F8, None) {
            *asks = true;
        }
        if *asks && Confirm::new("真的？", "", "是").show(ui.ctx()).is_some() {
            *asks = false;
        }
    });
    desk.get_by_role(Role::TextInput).focus();
    desk.run();
    desk.key_press(Key::F8);
    desk.run();
    assert!(desk.query_by_label("是").is_some());
    desk.key_press(Key::Escape);
    desk.run();
    assert!(desk.query_by_label("是").is_none());
    assert!(desk.get_by_role(Role::TextInput).is_focused());
}
