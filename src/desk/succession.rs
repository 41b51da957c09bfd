//! Which anchor counts when a new log has just followed an old one.

use crate::{
    domain::audit::{Action, Value},
    ledger::{self, Anchor, Origin, VerifyingKey},
    store::{LogHead, StoreError, Tx},
};

/// The anchor, unless a power cut between the commit of a new log and its anchor left the old log's behind.
///
/// The new log's first entry then names exactly this anchor and the old log, and a true checkpoint covers it: only this
/// office can have written that, and the new log is as good as its checkpoints say. Any other anchor counts as it is.
pub(super) fn counting(
    tx: &dyn Tx,
    head: &LogHead,
    origin: &Origin,
    key: &VerifyingKey,
    anchor: Anchor,
) -> Result<Option<Anchor>, StoreError> {
    let elsewhere = anchor.office == origin.office() && anchor.log != *origin.log();
    let overtaken = elsewhere && is_signed(tx, head, origin, key)? && first_entry_names(tx, head, &anchor)?;
    Ok((!overtaken).then_some(anchor))
}

fn is_signed(tx: &dyn Tx, head: &LogHead, origin: &Origin, key: &VerifyingKey) -> Result<bool, StoreError> {
    let newest = tx.newest_checkpoint(head.number)?;
    Ok(newest.is_some_and(|(size, note)| ledger::open(&note, key, origin).is_ok_and(|signed| signed.size == size)))
}

fn first_entry_names(tx: &dyn Tx, head: &LogHead, anchor: &Anchor) -> Result<bool, StoreError> {
    let mut names = false;
    tx.lines(head.number, 1, &mut |_, line| {
        let line = std::str::from_utf8(line).ok().and_then(|line| ledger::decode(line).ok());
        names = line.is_some_and(|line| {
            let text =
                |name: &str, value: &str| matches!(line.detail.get(name), Some(Value::Text(text)) if text == value);
            let size = i64::try_from(anchor.head.size).ok();
            line.seq == 1
                && line.action() == Some(Action::LogStart)
                && text("old_log", anchor.log.as_str())
                && text("anchor_root", &data_encoding::HEXLOWER.encode(&anchor.head.root.0))
                && matches!(line.detail.get("anchor_size"), Some(Value::Number(number)) if Some(*number) == size)
        });
        std::ops::ControlFlow::Break(())
    })?;
    Ok(names)
}
