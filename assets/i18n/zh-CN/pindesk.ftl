# Pindesk 界面文字。键名与英文文件一一对应；说人话，不写术语缩写。

## Common

app-name = 社保卡密码服务
common-ok = 知道了
common-cancel = 取消
common-back = 返回
common-next = 下一步
common-save = 保存
common-close = 关闭
common-retry = 重试
common-yes = 是
common-no = 否
common-none = 无
common-all = 全部
common-choose = 请选择
common-optional = 选填
common-working = 正在处理…
common-progress = 已完成 { $percent }%
common-still-missing = 还差 { $count } 项
common-what-next = 怎么办
common-dismiss = 关闭提示
common-date-form = 按“年-月-日”填写，例如 2026-11-22
common-date-wrong = 没有这一天。请按“年-月-日”填写，例如 2026-11-22
common-secret-ime = 密码框不接受输入法文字，请切换到英文输入
common-secret-full = 太长了，最多 { $count } 个字符
common-step = 第 { $number } 步：{ $name }
common-step-done = 第 { $number } 步：{ $name }（已完成）
common-step-now = 第 { $number } 步：{ $name }（当前）
pad-clear = 清空
pad-delete = 删除
pad-name = 密码键盘
pad-entered = 已输入 { $count } 位，共 { $total } 位

## Rail and top bar

rail-name = 主菜单
rail-counter = 窗口
rail-audit = 审计
rail-staff = 人员
rail-settings = 设置
rail-import = 导入
rail-language = English
rail-language-name = 切换到英文（English）
rail-lock = 锁屏
rail-sign-out = 退出
rail-log-whole = 审计日志完整 · { $count } 条
rail-log-checking = 正在校验日志 · { $percent }%
rail-log-damaged = 审计日志有问题
rail-seat = { $seat } 号窗口
rail-person = { $name } · { $role }
rail-demo = 演示数据

## Sign-in

door-missing = 请填写：{ $field }
sign-in-number = 工号
sign-in-password = 登录密码
sign-in-go = 登录
sign-in-checking = 正在核对登录密码…
sign-in-staff-only = 社会保障窗口密码服务 · 仅限本单位工作人员使用
sign-in-lost-password = 系统管理员忘记了登录密码
demo-accounts = 演示账号
demo-accounts-note = 这是演示单位，人和数据都是编造的。点“使用”填入工号和登录密码。
demo-use = 使用
demo-use-of = 填入 { $number } 的工号和登录密码
password-new = 新登录密码
password-again = 再输一次新登录密码
password-rules = 至少 { $count } 个字符，不能是常见密码，也不能只是工号。几个不相干的词连起来最好记。
password-mismatch = 两次输入的不一样，请再输一次
change-title = 请设置自己的登录密码
change-for = { $name }，欢迎使用
change-why = 刚才用的是一次性登录密码，别人也知道。换成只有你自己知道的，才能开始工作。
change-go = 保存并开始
change-leave = 退出登录
change-working = 正在保存…
notice-reset-title = 你的登录密码被别人重置过
notice-reset = 工号 { $who } 在你上次登录之后重置了你的登录密码，审计日志里有这条记录。如果不是你要求的，请不要继续，立即告诉另一位主管。
notice-reset-known = 是我要求的，继续
notice-reset-unknown = 不是，退出登录
recover-title = 用恢复码重设系统管理员的登录密码
recover-why = 恢复码是首次设置时抄下来的那 20 个字符。用过一次就换新的，每次使用都记入审计日志。
recover-number = 系统管理员的工号
recover-code-help = 大小写和横线不影响
recover-go = 重设登录密码
recover-done-title = 登录密码已重设
recover-done = 旧恢复码已作废，这是新的
code-name = 恢复码
code-once = 恢复码只显示这一次
code-once-next = 请用笔抄下来，和密钥文件分开，锁进保险柜。系统管理员忘记登录密码时只能靠它。
code-written = 我已经抄好，并核对过
code-not-written = 请先抄下恢复码并打勾
code-go-on = 去登录
leave-title = 办件还没有结束，要退出吗？
leave-visit = 退出后，这个办件按“未办理”记入审计日志，持卡人要重新查询、核验。
leave-go = 结束办件并退出

## First run

first-run-title = 首次设置
first-run-why = 填完这一页，本机就成为一个社保卡密码服务窗口
first-run-office = 单位
first-run-office-hint = 例如：示范区社保中心
first-run-office-name-rule = 请填 1 到 60 个字
first-run-seat-help = 本机固定的窗口编号，印在每个办件号里
first-run-seat-rule = 请填 1 到 4 个字母或数字，例如 03
first-run-administrator = 系统管理员
first-run-administrator-why = 系统管理员建立人员账号、导入持卡人、改设置，不办理业务，也看不到任何密码。
first-run-name = 姓名
first-run-id-number = 系统管理员本人的证件号码
first-run-id-why = 用来保证一人一个账号、谁也不能给自己办理。只保存不能还原的代号。
first-run-id-progress = 已输入 { $typed } 位，共 { $wanted } 位
first-run-id-right = 号码正确
first-run-places = 存放位置
first-run-data = 数据文件夹（加密的数据库）
first-run-keys = 密钥文件夹
first-run-keys-help = 可以改成移动介质上的空文件夹
first-run-keys-absolute = 请填完整路径，从根目录写起
first-run-keys-apart = 密钥要和数据分开放，不能在同一个文件夹里
first-run-keys-warning = 密钥文件丢了，数据就再也打不开，谁也恢复不了
first-run-keys-advice = 建议放在 U 盘等移动介质上，另备一份锁进保险柜，不要和数据放在同一块硬盘。
first-run-go = 建立单位
first-run-working = 正在生成密钥和加密数据库…
first-run-made = 单位已建立
first-run-code = 最后一步：抄下恢复码
first-run-keys-elsewhere = 密钥不在通常的位置
first-run-keys-start = 以后请这样启动程序，或在提示找不到密钥时填写这个文件夹：

## Missing office

missing-title = 打不开这个单位
missing-untouched = 程序没有改动任何文件
missing-parts = 单位的各个部分
missing-data-folder = 数据文件夹
missing-description = 单位说明
missing-database = 数据库
missing-key-folder = 密钥文件夹
missing-key-file = 密钥文件
missing-there = 在
missing-missing = 找不到
missing-wrong = 有问题
missing-busy = 正在使用
missing-look-for-keys = 到这个文件夹找密钥
missing-look-for-keys-help = 例如 U 盘上的文件夹；填好后点“重试”
missing-for-support = 给技术人员：{ $detail }
missing-quit = 退出程序

## Counter: look-up

counter-title = 密码服务窗口

## Counter: identity check

## Counter: act

## Counter: done

## Approval

## Holder window

## Staff

staff-title = 人员
staff-accounts = 全部人员
staff-keys = ↑ ↓ 选人，回车看能办什么，F2 新建
staff-new = 新建人员
staff-number = 工号
staff-name = 姓名
staff-role = 岗位
staff-person = 身份证件号码
staff-state = 状态
staff-state-normal = 正常
staff-state-one-time = 待改一次性密码
staff-state-locked = 已锁定，{ $until } 自动解开
staff-state-disabled = 已停用
staff-own-mark = （本人）
staff-chosen = 人员详情
staff-choose = 在左边选一个人，这里就会列出能办的事。
staff-own = 这是您自己的账号。自己的账号不能自己停用、解锁或发一次性密码，请由另一位系统管理员办理。改自己的登录密码请在登录时办理；密码忘了用恢复码。
staff-supervisor-protected = 主管的登录密码受保护：要由另一位主管输入自己的密码同意。没有其他主管时，用恢复码。
staff-disable = 停用
staff-enable = 重新启用
staff-unlock = 解除锁定
staff-password = 发放一次性密码
staff-disable-ask = 停用 { $name }（{ $number }）？
staff-disable-body = 下一次操作起就进不来了，正在办的也会停下。以后可以重新启用。
staff-enable-ask = 重新启用 { $name }（{ $number }）？
staff-enable-body = 原来的登录密码继续有效。密码忘了的，再发一次性密码。
staff-unlock-ask = 解除 { $name }（{ $number }）的锁定？
staff-unlock-body = 登录密码连续输错被锁。请先当面问清是本人输错的，再解除。密码不变。
staff-password-ask = 给 { $name }（{ $number }）发一次性密码？
staff-password-body = 原来的登录密码马上作废。一次性密码只显示一次，请当面交给本人；本人登录后必须改掉。
staff-password-disabled-body = 账号还停用着，发了也登录不了，要另外启用。原来的登录密码马上作废。
staff-changed = { $number }：已办好，并写入审计日志
staff-new-title = 新建人员
staff-new-body = 一人一个账号，一个账号一个岗位。号码只用来认出同一个人，保存的是打码后的样子。
staff-create = 建立账号
staff-hashing = 正在建立账号…
staff-number-help = 2 到 32 个字母、数字或 - _ .
staff-role-note-clerk = 查询、核验，设置、重置和解锁密码
staff-role-note-supervisor = 看日志、校验、复核，不碰密码
staff-role-note-administrator = 管人员、导入和设置，看不到持卡人全部信息
staff-id-number = 本人身份证件号码
staff-id-number-help = 看着本人证件输入
staff-id-valid = 号码没有问题
staff-id-typed = 已输入 { $typed } 位，共 { $wanted } 位
staff-code-title = { $number } 的一次性密码
staff-code-body = 只显示这一次，关掉就再也看不到了。请抄下来，当面交给本人。登录时大小写、横线都不影响；登录后必须改掉。
staff-code = 一次性密码
staff-code-written = 我已经抄下来了
staff-code-missing = 请先抄下来
staff-code-done = 完成
staff-consent-why = 这是主管账号。系统管理员不能单独换掉主管的密码，否则就能冒充主管。
staff-consent-supervisor = 请另一位主管在这里输入自己的工号和登录密码，表示同意。
staff-consent-recovery = 现在没有其他在岗的主管，请输入开办时抄下的恢复码。
staff-consent-number = 另一位主管的工号
staff-consent-password = 另一位主管的登录密码
staff-consent-code = 恢复码
staff-consent-number-missing = 还差工号
staff-consent-password-missing = 还差密码
staff-consent-code-missing = 还差恢复码
staff-consent-flagged = 这件事会在日志里标出来，并在那位主管下次登录时告诉本人。

## Settings

settings-title = 设置
settings-group-window = 窗口和持卡人屏
settings-group-note-window = 这台电脑是哪个窗口，持卡人在哪块屏上输密码
settings-group-pin = 密码规则
settings-group-note-pin = 输错几次锁、锁多久、哪些密码不让用
settings-group-approval = 主管复核
settings-group-note-approval = 哪些情况要主管同意才能办
settings-group-security = 登录和锁屏
settings-group-note-security = 对所有人员一样
setting-help-office_name = 显示在登录界面上。1–60 个字
setting-help-seat = 写进每条日志和办件编号，例如 03
setting-help-holder_monitor = 持卡人屏是第几块显示器；0 = 就用这一块，办理时全屏
setting-help-shuffled_pad = 每次打乱数字键的位置，防偷看。有些老人会不习惯
setting-help-tries_before_lock = 持卡人连续输错这么多次，密码锁定
setting-help-electronic_lock_hours = 电子社保卡密码锁定后，过这么多小时自动解开；0 = 不自动解开
setting-help-initial_pins = 发卡时统一的初始密码，谁也不能选它。用空格隔开，可以不填。日志里只记个数
setting-help-repeat_reset_days = 同一密码在这么多天内再次重置，要复核；0 = 不要求
setting-help-doubtful_check_days = 核验出现疑点后这么多天内办理，要复核；0 = 不要求
setting-help-other_document_approval = 拿护照、户口簿等其他证件来办的，要复核
setting-help-free_unlocks_per_year = 同一密码一年内解锁这么多次不用复核，再多就要
setting-help-idle_lock_minutes = 没人操作这么多分钟后锁屏
setting-help-session_hours = 登录满这么多小时，要重新登录
settings-help-range = { $help }（{ $min }–{ $max }）
settings-wrong-text = 请填 1 到 60 个字
settings-wrong-seat = 请填窗口编号：字母和数字，例如 03
settings-wrong-number = 请填 { $min } 到 { $max } 的整数
settings-wrong-pins = 每个密码要正好 6 位数字，用空格隔开
settings-changes = 要保存的修改
settings-no-changes = 没有改动
settings-before-after = { $before } 改为 { $after }
settings-save = 保存修改
settings-discard = 放弃修改
settings-discard-ask = 放弃这些修改？
settings-discard-body = 还没保存的内容会变回原来的值。
settings-wrong-fields = 有 { $count } 项填得不对
settings-entry-note = 每改一项，审计日志里就记一条，写明改前改后和经手人。
settings-saved = 已保存 { $count } 项修改
settings-monitor-test = 试一下这块显示器
settings-monitor-number = 先填显示器号
settings-monitor-own = 0 就是这一块，不用试
settings-monitor-window = 持卡人屏测试
settings-monitor-here = 持卡人屏 · 第 { $number } 块显示器
settings-monitor-closes = 3 秒后自动关闭
settings-monitor-found = 第 { $number } 块显示器可以用。
settings-monitor-missing = 没有找到第 { $number } 块显示器。
settings-monitor-missing-next = 请接好显示器，或者换一个号再试；也可以填 0，用这一块屏。

## Import

import-title = 导入持卡人
import-choose = 选择文件
import-choose-note = 全部没问题才会导入；有一行不对，就一行也不导入，并列出哪里不对。
import-path = 文件位置
import-path-hint = /home/…/holders.csv
import-path-help = 可以直接输入或粘贴；选择窗口打不开时也用这里
import-pick = 选择文件…
import-picking = 请在打开的窗口里选文件。没有窗口出现的，请在上面直接输入文件位置。
import-files = CSV 文件
import-go = 开始导入
import-no-path = 请先选择文件
import-running = 正在导入…
import-stopping = 正在停下…
import-stopped = 已停下，什么也没有导入。
import-stopped-next = 登记信息和原来一样。可以重新开始。
import-unreadable = 文件读不到：{ $detail }
import-io = 文件读写不了，什么也没有导入：{ $path }（{ $detail }）
import-io-next = 请检查文件在不在、U 盘插好没有，再试一次。
import-done = { $file } 已导入
import-lines = 读到行数
import-added = 新增持卡人
import-updated = 已有持卡人
import-done-note = 已经写入审计日志。已有的密码和锁定都没有动。
import-refused = { $file } 有 { $count } 处不对，什么也没有导入。
import-refused-next = 请交给提供文件的人改好，再导入一次。下面和报告里都不含个人信息。
import-problems = 哪里不对
import-report = 报告文件
import-copy-report = 复制位置
import-line = 行
import-column = 列
import-reason = 原因
import-whole-line = 整行
import-format = 文件格式
import-format-note = UTF-8 编码的 CSV。第一行是列名，先后不限，一列也不能少：
import-copy-header = 复制列名
import-copied = 列名已复制
import-column-id_number = 身份证件号码，15 位的自动升为 18 位
import-column-name = 姓名
import-column-phone = 手机号，可以空着
import-column-card_number = 社保卡号，可以空着
import-column-card_status = 0 未启用，1 正常，2 已挂失，3 应用锁定，4 临时挂失，9 已注销
import-column-electronic_pin = 电子社保卡密码：unset 未设置，active 正常，locked 已锁定
import-column-physical_pin = 实体卡社保密码：unset、active 或 locked
import-locks-note = 导入可以锁定密码，但不会解锁，也不会清掉已有的密码。

## Audit

audit-title = 审计日志

## Lock

lock-title = 屏幕已锁定
lock-why = 输入登录密码，从离开的地方继续。
lock-go = 继续工作
lock-other = 换人登录：结束本次登录
lock-sign-in-again = 重新登录
lock-end-title = 要结束{ $name }的登录吗？
lock-end = 如果有没办完的办件，会按“未办理”记入审计日志，持卡人要重新查询、核验。
lock-end-go = 结束登录

## Damage

damage-title = 窗口业务已停办
damage-stopped = 审计日志有问题，窗口业务已停办
damage-call = 请不要自己处理。请主管在本机登录查看，新建日志后就可以继续办理。
damage-supervisor = 请先弄清原因并留好数据和密钥的副本，再新建日志。旧日志原样保留，仍可查看和校验。
damage-finding = 发现
damage-first-bad = 第一条有问题的
damage-entry = 第 { $seq } 条
damage-unknown = 从痕迹看不出
damage-last-good = 到这里为止可以确认
damage-entries = { $count } 条
damage-sign-out = 退出，请主管登录
damage-new-log = 新建日志…
damage-starting = 正在新建日志…
damage-new-title = 新建审计日志？
damage-new = 新日志的第一条会写明旧日志、发现的问题和你的理由。此后窗口业务恢复办理。这一步不能撤销。
damage-new-go = 新建日志
damage-reason = 理由
damage-reason-help = 写明查到了什么、谁处理的；不要写持卡人的姓名和号码
damage-mended = 已新建审计日志，窗口业务恢复办理

## Words: actions

action-look_up = 查询
action-identity_check = 核验证件
action-identity_confirm = 确认仍是本人
action-reveal = 显示号码
action-pin_set = 设置密码
action-pin_change = 修改密码
action-pin_verify = 试密码
action-pin_reset = 重置密码
action-pin_unlock = 解锁密码
action-pin_lock = 密码锁定
action-approval = 主管复核
action-visit_close = 结束办件
action-sign_in = 登录
action-sign_out = 退出
action-screen_lock = 锁屏
action-screen_unlock = 解除锁屏
action-password_change = 修改登录密码
action-staff_create = 新建人员
action-staff_disable = 停用人员
action-staff_enable = 启用人员
action-staff_unlock = 解除账号锁定
action-staff_password_reset = 发放一次性登录密码
action-recovery_code_use = 使用恢复码
action-setting_change = 修改设置
action-register_import = 导入持卡人
action-export = 导出日志
action-verification = 校验日志
action-sign_off = 核查意见
action-start = 启动程序
action-log_start = 新建日志
action-clock_step = 时钟回拨
action-backup = 备份
action-restore = 恢复备份

## Words: outcomes

outcome-done = 成功
outcome-refused = 未通过
outcome-failed = 失败
outcome-abandoned = 未办理

## Words: the rest

role-clerk = 经办
role-supervisor = 主管
role-administrator = 系统管理员
refusal-expired = 证件已过期
refusal-copy = 不是原件（复印件或照片）
refusal-photo_mismatch = 照片与本人不符
refusal-name_mismatch = 姓名或号码与登记不符
refusal-suspected_forgery = 疑似伪造证件
refusal-other = 其他原因
approval-repeat_reset = 同一密码 30 天内再次重置
approval-doubtful_check = 近 30 天核验出现过疑点（照片不符、非原件或疑似伪造）
approval-other_document = 所持证件不是居民身份证
approval-many_unlocks = 同一密码一年内第四次解锁
kind-electronic = 电子社保卡密码
kind-physical = 实体卡社保密码
kind-bank = 银行密码
kind-bank-note = 实体卡上的银行密码归银行管，本窗口办不了，请到发卡银行办理
state-unset = 未设置
state-active = 正常
state-locked = 已锁定
card-0 = 未启用
card-1 = 正常
card-2 = 已挂失
card-3 = 社保应用已锁定
card-4 = 临时挂失
card-9 = 已注销
card-instead-0 = 卡还没有启用。请先在发卡窗口办理启用，再来设置密码
card-instead-1 = 卡片正常，可以办理
card-instead-2 = 卡已正式挂失。请先补办新卡，或到发卡窗口办理解除挂失
card-instead-3 = 卡的社保应用已锁定。实体卡密码只能解锁或重置；电子社保卡密码照常办理
card-instead-4 = 卡在临时挂失期内。找到卡的，先解除挂失；找不到的，办理正式挂失并补卡
card-instead-9 = 卡已注销。请先申领新卡
pin-action-set = 设置
pin-action-change = 修改
pin-action-verify = 试密码
pin-action-reset = 重置
pin-action-unlock = 解锁
pin-action-note-set = 还没有密码，由持卡人在持卡人屏上设置第一个密码
pin-action-note-change = 持卡人记得现在的密码，想换一个新的
pin-action-note-verify = 持卡人输一次试试对不对，密码不变；输错照样计数
pin-action-note-reset = 持卡人忘记了密码，在持卡人屏上重新设置
pin-action-note-unlock = 持卡人记得密码，只是被锁住了；解锁后密码不变

## Errors

# The desk says no: who is there
err-not_signed_in = 没有人登录。
rec-not_signed_in = 请先登录。
err-screen_locked = 屏幕已锁定。
rec-screen_locked = 请输入登录密码解除锁屏。
err-already_signed_in = 已经有人登录。
rec-already_signed_in = 请先退出，再换人登录。
err-wrong_role = 这件事由{ $role }办理，你的岗位不能办。
rec-wrong_role = 请用{ $role }账号登录后再办。
err-session_over = 这次登录时间太长，已经失效。
rec-session_over = 请退出后重新登录。
err-disabled = 这个账号已停用。
rec-disabled = 请找系统管理员启用。
err-must_change_password = 一次性登录密码还没有换掉。
rec-must_change_password = 请先设置自己的登录密码，再做别的事。
err-wrong_password = 工号或登录密码错误。
rec-wrong_password = 再错 { $left } 次，将锁定 15 分钟。
err-account_locked = 错误次数太多，{ $until } 之前不能登录。
rec-account_locked = 请等到 { $until } 再试，或找系统管理员解除锁定。
err-password_too_short = 登录密码太短。
rec-password_too_short = 至少要 12 个字符，可以用几个词连成一句话。
err-password_common = 这个登录密码太常见，容易被猜到。
rec-password_common = 请换一个，不要用连续、重复的字符或常用的词。
err-password_staff_number = 登录密码里几乎只有工号。
rec-password_staff_number = 请换一个不含工号的。
err-password_unchanged = 新登录密码和现在的一样。
rec-password_unchanged = 请换一个没用过的。
err-wrong_recovery_code = 恢复码或工号不对。
rec-wrong_recovery_code = 请对照保存的恢复码逐位核对；多次输错会锁定 15 分钟。

# The desk says no: visits and PINs
err-visit_open = 还有一个办件没有结束。
rec-visit_open = 请先结束当前办件。
err-no_visit = 当前没有办件。
rec-no_visit = 请先查询持卡人。
err-out_of_order = 现在还不能做这一步。
rec-out_of_order = 请按顺序办理：查询、核验、办理、完成。
err-own_record = 这是你本人的记录，不能自己给自己办理。
rec-own_record = 请由其他经办人员办理。
err-id_number = 证件号码不对：{ $reason }。
rec-id_number = 请对照证件逐位核对后重新输入。
err-card_not_usable = 卡状态为“{ $status }”，不能办理这项业务。
rec-card_not_usable = { $instead }。
err-not_applicable = 密码状态为“{ $state }”，不能办理“{ $action }”。
rec-not_applicable = 请改办：{ $instead }。
err-set_elsewhere = 这个密码是在别处设置的，本系统没有记录，不能试也不能改。
rec-set_elsewhere = 请改办重置。
err-check_incomplete = 核验还没有做完。
rec-check_incomplete = 请逐项确认证件原件、照片和姓名号码。
err-document_expired = 证件已过有效期。
rec-document_expired = 请持卡人更换有效证件后再来，并以“证件已过期”结束核验。
err-document_does_not_fit = 这种证件与登记的号码对不上。
rec-document_does_not_fit = 请核对证件种类，或请持卡人出示本人的证件。
err-proof_used = 这次核验已经用过。
rec-proof_used = 再办别的业务前，请重新确认仍是本人。
err-proof_expired = 核验已超过 10 分钟，失效了。
rec-proof_expired = 请重新核验证件。
err-already_acted = 本次办件已经办理过{ $kind }。
rec-already_acted = 可以办理另一种密码，或结束办件。
err-approval_due = 需要主管复核：{ $reasons }。
rec-approval_due = 请主管在本机登录确认后再办。
err-approval_not_due = 这项业务不需要复核。
rec-approval_not_due = 可以直接办理。
err-not_supervisor = 只有主管可以复核。
rec-not_supervisor = 请用主管账号确认。
err-own_approval = 主管不能复核本人的业务。
rec-own_approval = 请另一位主管复核。
err-remark_missing = 还没有填写说明。
rec-remark_missing = 请写明理由，不要写姓名和号码。
err-no_pad = 持卡人输入窗口没有打开。
rec-no_pad = 请重新开始这项业务。

# The desk says no: staff, register, settings
err-staff_number = 工号不合要求。
rec-staff_number = 用 2 到 32 个字母、数字，可含 - _ 和点。
err-staff_number_taken = 这个工号已经有人用了。
rec-staff_number_taken = 请换一个工号。
err-person_taken = 这个人已经有账号。
rec-person_taken = 一人只能有一个账号，请在人员列表里查找。
err-name = 姓名不合要求。
rec-name = 请填写 1 到 100 个字，不含换行等特殊字符。
err-no_such_staff = 没有这个账号。
rec-no_such_staff = 请刷新人员列表后再试。
err-own_account = 不能对自己的账号这样做。
rec-own_account = 请由另一位系统管理员办理。
err-last_administrator = 这是最后一个可用的系统管理员，不能停用。
rec-last_administrator = 请先新建或启用另一位系统管理员。
err-supervisor_protected = 重置主管的登录密码，须另一位主管同意。
rec-supervisor_protected = 请另一位主管输入工号和登录密码；没有其他主管时用恢复码。
err-import_problems = 文件有 { $count } 处问题，没有导入任何内容。
rec-import_problems = 请按报告改好文件，再导入一次。
err-setting = “{ $setting }”的值不合要求。
rec-setting = 请按旁边写明的范围填写。

# The desk cannot: nothing was changed
err-log_damaged = 审计日志有问题：{ $finding }。窗口业务已停办。
rec-log_damaged = 请主管登录查看，说明原因后新建日志。
err-log_sound = 审计日志没有问题，不需要新建。
rec-log_sound = 返回审计日志即可。
err-anchor = 校验锚点写不进去，没有办理（{ $detail }）。
rec-anchor = 请检查密钥文件夹：介质是否插好、是否已满或只读，然后重试。
err-disk_full = 磁盘满了，没有改动任何内容。
rec-disk_full = 请清理磁盘空间后重试。
err-store = 数据库没能完成这一步，没有改动任何内容（{ $detail }）。
rec-store = 请重试；再不行，退出程序并联系技术人员。
err-hashing = 密码运算失败，没有改动任何内容（{ $detail }）。
rec-hashing = 请关掉其他程序释放内存后重试。
err-log = 审计日志写不进去，没有改动任何内容（{ $detail }）。
rec-log = 请重试；再不行，退出程序并联系技术人员。
err-file = 文件读写失败（{ $detail }）。
rec-file = 请检查文件是否存在、是否有权限，然后重试。
err-random = 系统给不出随机数，没有改动任何内容（{ $detail }）。
rec-random = 请重启电脑后再试。

# The office cannot be opened
err-keys_missing = 找不到密钥：密钥文件夹是空的，数据还在。
rec-keys_missing = 请插上存放密钥的介质，或用 --keys 指明密钥文件夹，然后重试。不要新建密钥，新密钥打不开原来的数据。
err-data_missing = 找不到数据：数据文件夹是空的，密钥还在。
rec-data_missing = 请接上存放数据的磁盘，或用 --data 指明数据文件夹，然后重试；也可以从备份恢复。
err-no_office = 这里还没有建立单位：{ $path }。
rec-no_office = 请启动 Pindesk 新建，或用 --data 和 --keys 指明文件夹。
err-occupied = 文件夹不是空的：{ $path }。
rec-occupied = 为免覆盖别的内容，没有动它。请选一个空文件夹。
err-same_folder = 数据和密钥放在了同一个文件夹里。
rec-same_folder = 请分开存放，谁也不要在谁里面；密钥最好放在移动介质上。
err-key_file_missing = 密钥文件夹里没有密钥文件：{ $path }。
rec-key_file_missing = 请放回 office.keys，或用 --keys 指明它所在的文件夹，然后重试。
err-key_file_too_open = 密钥文件或文件夹的权限太宽，别人也能读：{ $path }。
rec-key_file_too_open = 请把密钥文件改成只有本人可读写（chmod 600），文件夹只有本人可进入（chmod 700），然后重试。
err-key_file_malformed = 这不是密钥文件，或者文件已损坏：{ $path }。
rec-key_file_malformed = 请换上密钥文件的完好副本，然后重试。
err-office_io = 文件读写失败：{ $path }。
rec-office_io = 请检查磁盘是否接好、是否有权限，然后重试。
err-office_description = 单位说明文件缺失或读不懂：{ $path }。
rec-office_description = 如果文件夹不是 Pindesk 的，请用 --data 指明正确的；如果首次设置中途断了，请把两个文件夹移走后重来。
err-other_office = 密钥文件是另一个单位的。
rec-other_office = 请换上本单位的密钥文件，或用 --keys 指明，然后重试。
err-wrong_keys = 密钥文件是本单位的，但和这份数据不是一套。
rec-wrong_keys = 请换上与这份数据同时期的密钥文件，然后重试。
err-newer = 这份数据是更新版本的程序建立的。
rec-newer = 请安装新版 Pindesk 后再打开。
err-database_missing = 数据文件夹里没有数据库：{ $path }。
rec-database_missing = 请放回数据库文件，或从备份恢复，然后重试。
err-database_not_ours = 数据库文件已损坏，或者不是 Pindesk 的：{ $path }。
rec-database_not_ours = 请从备份恢复；原文件请留着，不要删除。
err-read_only = 文件夹或文件不能写入：{ $path }。
rec-read_only = 请检查磁盘是否写保护、本人是否有权限，然后重试。
err-database = 数据库打不开。
rec-database = 请重试；再不行，从备份恢复或联系技术人员。原文件请留着。
err-second_instance = 这个单位已经在另一个 Pindesk 窗口里打开。
rec-second_instance = 请切换到那个窗口；关掉它之后可以重试。
err-weak_hashing = 这份数据是用较弱的设置做的，只能用于演示或测试。
rec-weak_hashing = 不要用它办理真实业务；请新建正式的单位。

# What is wrong with an ID number
id-error-empty = 还没有输入号码
id-error-control_character = 号码里有换行等控制字符
id-error-unexpected_character = 号码里有不该出现的字符
id-error-misplaced = 有字母或数字的位置不对
id-error-too_short = 号码位数不够
id-error-too_long = 号码位数太多
id-error-no_such_date = 号码里的出生日期不存在
id-error-future_date = 号码里的出生日期还没到
id-error-wrong_check_character = 校验码不对，有数字输错
id-warning-lower_case = 字母已改成大写
id-warning-full_width = 全角字符已改成半角
id-warning-spaces = 空格已去掉
id-warning-unknown_region = 行政区划代码不在名录里，请对照证件
id-warning-unlikely_age = 按号码算已超过 120 岁，请对照证件
id-warning-check_digit = 校验位对不上（旧版外国人永久居留证没有公布规则），请对照证件

# What is wrong with a name, a document's expiry, a line of an import
name-error-empty = 还没有填姓名
name-error-too_long = 姓名超过 100 个字
name-error-control_character = 姓名里有换行等看不见的字符
expiry-error-empty = 还没有填有效期
expiry-error-unreadable = 看不懂。请填年月日，例如 2036-01-31，或填“长期”
expiry-error-no_such_date = 没有这一天
expiry-warning-not_for_this_age = 这个年龄的居民身份证不会有这样的有效期，请仔细看证件
expiry-warning-too_long = 这种证件没有这么长的有效期，请仔细看证件
document-resident_card = 居民身份证
document-temporary_card = 临时居民身份证
document-residence_permit = 港澳台居民居住证
document-foreign_permanent_card = 外国人永久居留身份证
document-other = 其他证件
import-reason-duplicate = 号码与前面某行重复
import-reason-not_utf8 = 不是 UTF-8 文字
import-reason-column_missing = 缺少这一列
import-reason-column_unknown = 有不认识的列
import-reason-column_count = 列数不对
import-reason-not_a_phone = 不是电话号码
import-reason-not_a_card_number = 不是卡号
import-reason-not_a_card_status = 卡状态应为 0、1、2、3、4 或 9
import-reason-not_a_pin_state = 密码状态应为 unset、active 或 locked
import-reason-empty = 没有填
import-reason-control_character = 含有换行等看不见的字符
import-reason-unexpected_character = 含有不该出现的字符
import-reason-misplaced = 有字母或数字的位置不对
import-reason-too_short = 太短
import-reason-too_long = 太长
import-reason-no_such_date = 号码里的出生日期不存在
import-reason-future_date = 号码里的出生日期还没到
import-reason-wrong_check_character = 校验码不对

# What is wrong with the log
finding-edited = 有条目被改动过
finding-deleted = 有条目被删掉了
finding-reordered = 条目的顺序被动过
finding-forged = 有条目不是本单位写的
finding-cut_off = 最后一段条目不见了
finding-rolled_back = 日志比锚点或校验码记下的旧，像是换回了旧数据
finding-swapped_log = 这不是锚点记下的那本日志
finding-other_office = 这是另一个单位的日志
finding-wrong_key = 检查点不是用本单位的密钥签的
finding-fork = 同样长的日志有两个版本
finding-malformed = 有条目或检查点的格式不对
finding-tree_damaged = 条目都在，但存下的校验值不对
finding-anchor_missing = 密钥旁边的锚点文件不见了
finding-anchor_unreadable = 密钥旁边的锚点文件读不出来

# Names of the settings
setting-office_name = 单位名称
setting-seat = 窗口号
setting-holder_monitor = 持卡人屏
setting-shuffled_pad = 密码键盘打乱顺序
setting-tries_before_lock = 密码输错几次锁定
setting-electronic_lock_hours = 电子社保卡密码自动解锁（小时）
setting-initial_pins = 初始密码（不许再用）
setting-repeat_reset_days = 再次重置须复核（天内）
setting-doubtful_check_days = 核验有疑点后须复核（天内）
setting-other_document_approval = 非居民身份证须复核
setting-free_unlocks_per_year = 一年内免复核解锁次数
setting-idle_lock_minutes = 无人操作几分钟后锁屏
setting-session_hours = 一次登录最长（小时）

## Command line
