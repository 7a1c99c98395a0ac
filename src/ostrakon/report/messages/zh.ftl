### 报告中的全部文字，简体中文。名称与 en.ftl 相同；以 measure-、text-、name-、law- 开头的，翻译代码和目录文件中的英文。
### 本文件尚未经中文母语者校订。

## 句子的组成部分

language = 中文
number = { $value }
percent = { $value } %
range = { $low } 至 { $high }
range-bare = { $value }（无法给出区间）
and-so-on = { $first }、{ $next }
and-last = { $first }和{ $last }
nothing = –
yes = 是
no = 否
no-value = 无
no-interval = 无
cohort = { $levels }群体
points-up = +{ $value }
points-down = −{ $value }
arm-none = 若没有任何制度
arm-without = 若去掉 { $what }
arm-named = 若改行“{ $name }”

## 页面

page-title = { $title }：一份模拟报告
page-kicker = ostrakon · 模拟报告
page-synthetic = 本报告中的每一个人都是合成的：由随机种子和已公布的统计表计算得出。报告不涉及任何真实的人，也不用于对任何人作出决定。
page-what = { $people } 个合成人物在一套社会评分制度下生活了 { $days } 天。本报告说明这套制度对他们做了什么，以及我们对此了解到何种程度。
page-skip = 跳到主要发现
page-contents = 目录
page-other-language = 本报告的其他语言版本
page-made = 由模拟实验室 ostrakon { $version } 生成。它不读取任何真实的人的记录。
page-statements = 句子中的每一个数字，其在文件夹中的出处都列在 { $file } 中。
page-question = 本研究提出的问题
page-untranslated = 有些文字出自制度文件或程序，以英文原文列出。
figure-numbers = 数据
figure-computed = 如何计算
figure-csv = 数据（CSV）
figure-svg = 图片（SVG）
figure-more-rows = 共 { $n } 行，此处显示前 { $shown } 行；CSV 文件中有全部数据。
figure-for = { $what }：{ $title }
scrollable = 可横向滚动的表格：{ $caption }

## 文件夹有何问题

faults-title = 就目前的状态而言，本报告不可信赖
faults-lead = 以下内容依据尚能读取的部分写成。文件夹存在下列问题：
fault-version = { $file } 由 ostrakon { $detail } 版生成，而本报告由 { $version } 版生成。
fault-stopped = { $file } 中途停止：只模拟了 { $detail } 人，并非整个社会。
fault-changed = { $file } 在生成之后被改动过。
fault-missing = 缺少 { $file }。
fault-unlisted = { $file } 是后来放入的。
fault-unreadable = 无法读取 { $file }：{ $detail }。

## 各章

chapter-findings = 五项发现
chapter-regime = 这是怎样的制度
chapter-watched = 谁受到监视
chapter-happened = 发生了什么
chapter-burden = 谁在承受
chapter-lives = 个人经历
chapter-why = 原因何在
chapter-changes = 什么能改变它
chapter-lasting = 制度终止后还留下什么
chapter-unknown = 我们不知道什么
chapter-law = 权利与法律
chapter-method = 方法

## 发现

found-listed = 在 { $days } 天内，每 { $of } 人中有 { $n } 人被列入黑名单。
found-listed-none = 没有人被列入黑名单：{ $days } 天内，{ $among } 人中无一人。
found-wrongly = 在每 { $of } 名被列入黑名单的人中，有 { $n } 人至少有一次是这样被列入的：按制度自身的规则，他们本人的真实记录当天并不足以使其入列。
found-wrongly-none = 按制度自身的规则，没有人被错误列入：黑名单上全部 { $among } 人都是因其本人的真实记录入列。
found-wrongly-all = 黑名单上全部 { $among } 人都至少有一次是这样被列入的：按制度自身的规则，他们本人的真实记录当天并不足以使其入列。
found-bystanders = 每有一人受到制裁，就有 { $n } 名从未受过制裁的人因他人而被扣分或遭到拒绝。
found-bystanders-none = 没有未受制裁的人因他人而被扣分或遭到拒绝。
found-still = 在每 { $of } 名被错误列入的人中，有 { $n } 人到模拟结束时仍被错误地留在名单上。
found-still-none = { $among } 名被错误列入的人中，到模拟结束时已无一人仍被错误地留在名单上。
found-still-all = 全部 { $among } 名被错误列入的人到模拟结束时都仍被错误地留在名单上。
found-still-no-appeal = 任何人都无法申诉：在每 { $of } 名被错误列入的人中，有 { $n } 人到模拟结束时仍被错误地留在名单上。
found-still-no-appeal-none = 任何人都无法申诉；不过 { $among } 名被错误列入的人中，到模拟结束时已无一人仍被错误地留在名单上。
found-still-no-appeal-all = 任何人都无法申诉：全部 { $among } 名被错误列入的人到模拟结束时都仍被错误地留在名单上。
found-silent = 在 { $days } 天内，每 { $of } 人中有 { $n } 人至少有一次因畏惧制度而保持沉默。
found-silent-none = 没有人因畏惧制度而保持沉默：{ $days } 天内，{ $among } 人中无一人。
found-denied = 在 { $days } 天内，每 { $of } 人中有 { $n } 人至少有一次遭到拒绝，而若没有这套制度，他们本可获准。
found-denied-none = 没有人因制度而遭到拒绝：{ $days } 天内，{ $among } 人中无一人。
found-lowest = 每 { $of } 人中有 { $n } 人最后落在最低等级。
found-lowest-none = 没有人最后落在最低等级：{ $among } 人中无一人。
found-records = 在每 { $of } 条留存的记录中，有 { $n } 条记在了错误的人身上，或记下了从未发生的事。
found-records-none = { $among } 条留存的记录中，没有一条记在错误的人身上或记下从未发生的事。
found-others = 每 { $of } 人中有 { $n } 人因他人的记录而被扣分。
found-others-none = 没有人因他人的记录而被扣分：{ $among } 人中无一人。
found-recorded = 在 { $days } 天内，每 { $of } 人中有 { $n } 人至少被记录过一次。
found-recorded-none = 没有人被记录：{ $days } 天内，{ $among } 人中无一人。

## 谁在承受

worst-wrongly-listed = 在{ $who }中，被错误列入黑名单的比率是其余所有人的 { $n } 倍。
worst-listed = 在{ $who }中，被列入黑名单的比率是其余所有人的 { $n } 倍。
worst-bad-credit = 在{ $who }中，最后落在最低等级的比率是其余所有人的 { $n } 倍。
worst-ever-denied = 在{ $who }中，遭到拒绝的比率是其余所有人的 { $n } 倍。
worst-ever-chilled = 在{ $who }中，因畏惧而沉默的比率是其余所有人的 { $n } 倍。
worst-harmed-by-association = 在{ $who }中，因他人而被扣分的比率是其余所有人的 { $n } 倍。
burden-not-clear = 把所有群体放在一起考察时，没有哪个群体明显比其余的人承受更多。
burden-too-few = 无法判断是否有些人比别人承受更多：遇到各种后果的人太少。
figure-cohorts-not-clear = 没有哪个群体与其余的人有明显差别。
alt-cohorts = 每个群体一个点，横线为其区间；横轴表示该后果在这一群体中的比率是其余所有人的多少倍，竖线表示没有差别。所有数值见图下的表格。
how-ratio = 两个比率之比：该群体的比率，除以群体之外所有人的比率。群体至少有 200 人、其中至少 20 人遇到该后果时才予列出。把所有群体放在一起考察后仍不同于 1 的，才算明显。
table-cohorts = { $outcome }：可以说明的所有群体
table-excluded = { $outcome }：有 { $n } 个群体未予说明，因为人数太少，或遇到该后果的人太少
heading-concentration = 重担落在多少人身上
figure-concentration = 全部 { $days } 个受制裁的人日，落在每 { $of } 人中的 { $n } 人身上。
alt-concentration = 曲线表示受制裁人日的累计比例，人按负担由轻到重排列；曲线比对角线低得越多，承受全部负担的人就越少。
heading-distance = 沉默波及多远
figure-distance = 与受制裁者仅一步之遥、而本人从未被记录或制裁的人，在其每 { $of } 个人季中有 { $n } 个曾因畏惧而沉默。
figure-distance-none = 与受制裁者仅一步之遥、而本人从未被记录或制裁的人，在其 { $among } 个人季中从未因畏惧而沉默。
alt-distance = 按与最近的受制裁者的距离，每种距离一个点，横线为其区间；一步指同住一户，或有朋友关系。

## 这是怎样的制度

regime-as-claimed = “{ $title }”是按一篇报刊文章所宣称的样子来描述的。这样的制度是否存在过，是另一个问题，本报告不作回答。
regime-as-documented = “{ $title }”是依据其文件中列出的文献来描述的；文献没有说明之处，均标为假定。
regime-study = “{ $title }”是为研究而写的，不描述任何真实的地方。
regime-changed = 本次模拟对它作了改动：{ $what }。
regime-summary = 其文件中的原文：
regime-nothing-counted = 它不对任何人的任何行为计分。
regime-counts-daily = 它有 { $rules } 条规则、{ $channels } 个渠道。分数每晚结算，次日起生效。
regime-counts-monthly = 它有 { $rules } 条规则、{ $channels } 个渠道。分数在每月一日结算。
regime-dimension = “{ $name }”起始为 { $base }，介于 { $low } 与 { $high } 之间。
regime-association-both = 人们要为他人付出代价：部分分数会传给家人和朋友，个人分数也会向其所识之人的分数靠拢。
regime-association-points = 人们要为他人付出代价：部分分数会传给家人或朋友。
regime-association-company = 人们要为他人付出代价：个人分数会向其所识之人的分数靠拢。
regime-association-no = 没有人要为他人的行为付出代价。
regime-redress = 被列入者可就下列名单提出申诉：{ $lists }。
regime-no-redress = 对任何名单都无法申诉。
table-rules = 计分的行为，最重的在前
table-tiers = 等级，最好的在前
table-lists = 名单
table-consequences = 等级或名单带来的后果
table-claims = 它所包含的 { $n } 项说法及各自的依据，按文件原文
heading-standing = 等级与名单
head-conduct = 记录的行为
head-points = 分数
head-lists = 列入名单
head-others-pay = 还有谁付出代价
head-tier = 等级
head-begins = 起点
head-list = 名单
head-colour = 类别
head-entered = 如何列入
head-left = 如何离开
head-consequence = 后果
head-standing = 适用于
head-does = 作用
head-code = 说法
head-claim = 原文
head-verdict = 依据
role-household = 同住家人
role-close = 密友
role-wider = 其他熟人
puts-from = { $list }（{ $days } 天内第 { $n } 条记录起）
tier-from = { $value } 分
tier-below = 低于上述分数
colour-black = 黑名单
colour-red = 红名单
enter-below = 低于 { $value } 分
enter-from = 达到 { $value } 分
enter-rule = 因“{ $kind }”的记录
leave-term = { $days } 天之后
leave-duty = 履行义务之后
leave-score = 达到 { $value } 分
leave-appeal = 申诉获准之后
leave-never = 按制度自身的规则永不离开
does-deny = 拒绝：{ $what }
does-privilege = 给予便利：{ $what }
does-silence = 禁止表达
does-account = 删除账号
does-confine = 禁止一切出行
does-publicise = 公开姓名
does-fine = 罚款 { $value } 元
does-detain = 拘留 { $days } 天
does-household = 对同住家人拒绝：{ $what }
does-ostracism = 切断与朋友的联系

## 谁受到监视

watched-people = { $people } 个合成人物生活在“{ $society }”这一社会的 { $communities } 个封闭社区中，自 { $start } 起共 { $days } 天。
watched-nobody-real = 他们的属性依照已公布的统计表；没有一个人取自真实的人的记录。
watched-scope-all = 该制度覆盖所有人。
watched-scope-some = 该制度只覆盖一部分人，即其适用范围所列的人。
watched-scope-share = 该制度覆盖 { $share }% 的人。
watched-aware = 每 100 人中有 { $share } 人知道它。
watched-recorded = 每 { $of } 人中有 { $n } 人至少被记录过一次。
watched-recorded-none = 没有人被记录：{ $among } 人中无一人。
watched-records = 平均每人有 { $n } 条记录。
watched-records-none = 没有产生任何记录。
watched-wrong = 在每 { $of } 条留存的记录中，有 { $n } 条记在了没有作出该行为的人身上，或记下了从未发生的事。
watched-wrong-none = { $among } 条留存的记录中，没有一条记在没有作出该行为的人身上或记下从未发生的事。
watched-recall = 在每 { $of } 个有渠道能看到的行为中，有 { $n } 个记在了行为人本人名下。
watched-recall-none = { $among } 个有渠道能看到的行为中，没有一个记在行为人本人名下。
table-channels = 各渠道，以及按制度自身的数字，其记录落在别人身上的比例
head-channel = 渠道
head-sphere = 生活领域
head-sees = 能看到
head-on-others = 落在别人身上
figure-channels = 渠道“{ $channel }”每 { $of } 条记录中有 { $n } 条是错的，高于其他任何渠道。
alt-channels = 每个渠道一条横条：其记录中记在错误的人身上的比例，以及记下从未发生的事的比例。

## 发生了什么

happened-listed = 在 { $days } 天内，每 { $of } 人中有 { $n } 人被列入黑名单。
happened-listed-none = 没有人被列入黑名单：{ $days } 天内，{ $among } 人中无一人。
happened-wrongly = 每 { $of } 人中有 { $n } 人至少有一次被错误列入：按制度自身的规则，他们本人的真实记录当天并不足以使其入列。
happened-wrongly-none = 按制度自身的规则，没有人被错误列入。
happened-of-listed = 也就是说，在每 { $of } 名被列入的人中有 { $n } 人。
happened-of-listed-none = 全部 { $among } 名被列入的人都是如此。
happened-of-listed-all = 也就是说，{ $among } 名被列入的人无一例外。
happened-by-error = 在黑名单的每 { $of } 次列入中，有 { $n } 次若渠道没有出错就不会发生。
happened-by-error-none = 黑名单的 { $among } 次列入中，没有一次是由渠道出错造成的。
happened-by-others = 在黑名单的每 { $of } 次列入中，有 { $n } 次若不是他人的行为就不会发生。
happened-by-others-none = 黑名单的 { $among } 次列入中，没有一次是由他人的行为造成的。
happened-no-breach = 在每 { $of } 次列入中，有 { $n } 次涉及的人在模拟中至此没有违反过任何法律或合同。
happened-no-breach-none = 全部 { $among } 次列入所涉及的人，此前在模拟中都违反过法律或合同。
happened-for-speech = 在每 { $of } 次列入中，有 { $n } 次涉及的人自身只因表达而被扣过分。
happened-for-speech-none = { $among } 次列入中，没有一次涉及自身只因表达而被扣过分的人。
happened-bad-credit = 每 { $of } 人中有 { $n } 人最后落在最低等级。
happened-bad-credit-none = 没有人最后落在最低等级。
figure-outcomes-listed = 每 { $of } 人中有 { $n } 人被列入黑名单；其他后果见下图。
figure-outcomes-wrongly-listed = 每 { $of } 人中有 { $n } 人被错误列入；其他后果见下图。
figure-outcomes-bad-credit = 每 { $of } 人中有 { $n } 人最后落在最低等级；其他后果见下图。
figure-outcomes-sanctioned = 每 { $of } 人中有 { $n } 人受到制裁；其他后果见下图。
figure-outcomes-bystanders = 每 { $of } 人中有 { $n } 人本人未受制裁却受到损害；其他后果见下图。
figure-outcomes-harmed-by-association = 每 { $of } 人中有 { $n } 人因他人而被扣分；其他后果见下图。
figure-outcomes-ever-denied = 每 { $of } 人中有 { $n } 人遭到拒绝；其他后果见下图。
figure-outcomes-denied-wrongly = 每 { $of } 人中有 { $n } 人遭到错误的拒绝；其他后果见下图。
figure-outcomes-ever-chilled = 每 { $of } 人中有 { $n } 人因畏惧而沉默；其他后果见下图。
alt-outcomes = 每项后果一个点，横线为其区间；单位相同的在同一横轴上。所有数值见图下的表格。
figure-weekly-listed = { $weeks } 周之后，每 1,000 人中有 { $n } 人在名单上。
figure-weekly-bad-credit = { $weeks } 周之后，每 1,000 人中有 { $n } 人处于最低等级。
figure-weekly-chilled = 在 { $weeks } 周的最后一周，每 1,000 人有 { $n } 次因畏惧而没有说出想说的话。
figure-weekly-mean-fear = { $weeks } 周之后，平均每人的畏惧为 { $n } 级。
alt-weekly = 若干小图，各有一条按周变化的线；线周围的阴影为其区间。
how-weekly = 每个点是一周结束时（或一周之内）所有人的计数；最后一个完整的周之后的天数不计入。
heading-out = 离开名单的途径
out-still = 在每 { $of } 名被错误列入的人中，有 { $n } 人到最后仍被错误地留在名单上。
out-still-none = { $among } 名被错误列入的人中，到最后已无一人仍被错误地留在名单上。
out-still-all = 全部 { $among } 名被错误列入的人到最后都仍被错误地留在名单上。
out-appeals = 在每 { $of } 次列入中，有 { $n } 次被提出申诉。
out-appeals-none = { $among } 次列入中，没有一次被提出申诉。
out-won = 在每 { $of } 次列入中，有 { $n } 次因申诉而结束。
out-won-none = { $among } 次列入中，没有一次因申诉而结束。
out-wrongly-won = 在每 { $of } 次错误的列入中，有 { $n } 次因申诉而结束。
out-wrongly-won-none = { $among } 次错误的列入中，没有一次因申诉而结束。
out-no-appeal = 任何人都无法申诉。
figure-exit = 在每 { $of } 次错误的列入中，有 { $n } 次到模拟结束时尚未结束。
figure-exit-none = 全部 { $among } 次错误的列入到模拟结束时都已结束。
figure-exit-all = { $among } 次错误的列入中，到模拟结束时没有一次已经结束。
alt-exit = 下降的线：持续超过若干周的列入所占的比例（Kaplan–Meier 法），分为全部列入与错误的列入，阴影为区间。
heading-denied = 遭到拒绝
denied-ever = 每 { $of } 人中有 { $n } 人至少有一次遭到拒绝，而若没有这套制度，他们本可获准。
denied-ever-none = 没有人因制度而遭到拒绝：{ $among } 人中无一人。
denied-often = 总计每 1,000 人有 { $n } 次请求被拒绝。
denied-often-none = 没有任何请求被拒绝。
denied-wrongly = 在每 { $of } 次拒绝中，有 { $n } 次若只计入本人的真实记录就不会发生。
denied-wrongly-none = 按制度自身的规则，{ $among } 次拒绝中没有一次是错误的。
denied-wrongly-all = 若只计入本人的真实记录，{ $among } 次拒绝一次也不会发生。
denied-no-breach = 在每 { $of } 次拒绝中，有 { $n } 次涉及的人在模拟中至此没有违反过任何法律或合同。
denied-no-breach-none = 全部 { $among } 次拒绝所涉及的人，此前在模拟中都违反过法律或合同。
denied-no-breach-all = 全部 { $among } 次拒绝所涉及的人，在模拟中至此都没有违反过任何法律或合同。
table-requests = 人们在哪些事情上遭到拒绝
head-request = 请求
head-per-1000 = 每 1,000 人的拒绝次数
heading-silent = 沉默
silent-ever = 每 { $of } 人中有 { $n } 人至少有一次因畏惧制度而保持沉默。
silent-ever-none = 没有人因畏惧制度而保持沉默：{ $among } 人中无一人。
silent-chilled = 在若没有制度人们本会说出的每 { $of } 次话中，有 { $n } 次因畏惧而没有说出。
silent-chilled-none = 在若没有制度人们本会说出的 { $among } 次话中，没有一次因畏惧而没有说出。
silent-stopped = 在人们本会说出的每 { $of } 次话中，有 { $n } 次因其身份被禁止表达而被拦下。
silent-stopped-none = 没有任何表达因身份被禁止而被拦下。
silent-untouched = 沉默也波及从未被记录、从未受制裁的人：在他们度过的每 { $of } 个人季中，有 { $n } 个曾因畏惧而沉默。
silent-untouched-none = 在从未被记录、从未受制裁的人当中，没有人因畏惧而沉默。
heading-points = 分数，以及为他人付出的代价
points-lost = 平均每人被扣 { $n } 分。
points-lost-none = 没有扣过任何分数。
points-others = 在每 { $of } 分扣分中，有 { $n } 分是因家人或朋友的行为。
points-others-none = 扣去的 { $among } 分中，没有一分是因他人的行为。
points-harmed = 每 { $of } 人中有 { $n } 人因他人的记录而被扣分。
points-harmed-none = 没有人因他人的记录而被扣分。
points-bystanders = 每有一人受到制裁，就有 { $n } 名从未受过制裁的人因他人而被扣分或遭到拒绝。
points-bystanders-none = 没有未受制裁的人因他人而被扣分或遭到拒绝。
heading-rights = 权利
rights-none = 任何一天都没有权利受到限制。
figure-rights = 受限天数最多的权利是{ $right }：整个模拟期间每 1,000 人有 { $n } 天。
alt-rights = 每项权利一个点，横线为其区间：该权利因等级或名单而受限的人日数。
figure-scores = 最后处于最低等级“{ $tier }”的占 { $n }%；若只计入本人的真实记录，则为 { $shadow }%。
alt-scores = 上图为最后的分数分布；下图中每个等级有两条横条：制度之下的实际情况，以及若没有出错、没有牵连的情况。
how-scores = 模拟结束时各等级人数的比例；第二条横条来自影子账本，它与制度自身的账本并行，但不含任何错误和牵连。

## 个人经历

lives-intro = 以下跟踪 { $n } 个合成人物在模拟中的经历。这样的经历说明可能发生什么；发生得有多频繁，见上文。
life-who = 合成人物，{ $age } 岁：{ $sex }，{ $occupation }，{ $place }，{ $region }。{ $others ->
    [0] 独自居住
   *[other] 与另外 { $others } 人同住
}，{ $friends ->
    [0] 没有密友
   *[other] 有 { $friends } 名密友
}。
life-score = 分数起始为 { $first }，最后为 { $last }。若只计入本人的真实记录，最后应为 { $shadow }。
life-others = 他人的行为使此人失去 { $points } 分。
life-listed = 在 { $of } 天中，此人有 { $days } 天在黑名单上。
life-listed-wrongly = 在 { $of } 天中，此人有 { $days } 天在黑名单上，并且至少有一次是被错误列入的。
life-listed-none = 此人从未在任何黑名单上。
life-denials = 有 { $n } 次请求被拒绝。
life-chilled = 此人有 { $n } 次因畏惧而保持沉默。
figure-life = “{ $name }”的分数由 { $first } 变为 { $last }。
alt-life = 阶梯线为每天的分数，虚线为若只计入本人真实记录的分数；细横线标出各等级的起点。
how-life = 每次变动之后的分数，以及同一人影子账本中的分数。
table-marks = { $name }：制度对此人所做的事，共 { $n } 项
table-beside = 两人最后的情况对照
head-day = 日期
head-happened = 发生的事
head-what = 项目
axis-day = 第 { $day } 天
mark-tier = 由等级“{ $before }”变为“{ $tier }”
mark-listed = 被列入“{ $list }”
mark-listed-wrongly = 被错误列入“{ $list }”
mark-consequence = 后果：{ $names }
ends-score = 分数
ends-shadow-score = 只计入本人真实记录的分数
ends-days-listed = 在黑名单上的天数
ends-denials = 被拒绝的请求
ends-chilled = 因畏惧而沉默的次数
ends-points-lost = 被扣分数
ends-points-lost-to-others = 其中因他人而扣的分数

## 原因何在

why-intro = 对同样的 { $people } 人、同样的运气，把制度的 { $parts } 个部分分别及一并关闭，共 { $coalitions } 种组合。
why-total = { $outcome }：这些部分全部开启时，每 { $of } 人中有 { $n } 人；全部关闭时为 { $off } 人。
why-of-hundred = { $outcome }：每 100 例中有 { $value } 例来自{ $part }；区间为 { $n }。
why-adds = { $outcome }：{ $part }使其增加。
why-less = { $outcome }：{ $part }使其减少。
why-unclear = { $outcome }：就这么多人而言，来自{ $parts }的部分与零无法区分。
why-no-value = { $outcome }：其中有些部分关闭时没有可计数的对象，因此无法说明各部分增加多少。
figure-why = { $outcome }：大部分来自{ $part }。
figure-why-unclear = { $outcome }：各部分所增加的与零无法区分。
alt-why = 制度的每个部分一个点，横线为其区间：它使该后果增加多少；竖线表示零。
how-shapley = 某一部分所增加的量，对各部分所有可能的开启次序取平均（Shapley 值）。区间：对社区组作刀切法，所有组合都用同样的人、同样的运气。

## 什么能改变它

changes-intro = 同样的 { $people } 个合成人物，以同样的运气，在不同的规则下把同样的 { $days } 天重新过了一遍。因此差别只来自规则。
change-wrongly-listed-fewer = { $arm }，每 { $of } 人中被错误列入的减少 { $n } 人：由 { $before } 变为 { $after }。
change-wrongly-listed-more = { $arm }，每 { $of } 人中被错误列入的增加 { $n } 人：由 { $before } 变为 { $after }。
change-listed-fewer = { $arm }，每 { $of } 人中被列入的减少 { $n } 人：由 { $before } 变为 { $after }。
change-listed-more = { $arm }，每 { $of } 人中被列入的增加 { $n } 人：由 { $before } 变为 { $after }。
change-bad-credit-fewer = { $arm }，每 { $of } 人中落在最低等级的减少 { $n } 人：由 { $before } 变为 { $after }。
change-bad-credit-more = { $arm }，每 { $of } 人中落在最低等级的增加 { $n } 人：由 { $before } 变为 { $after }。
change-ever-denied-fewer = { $arm }，每 { $of } 人中遭到拒绝的减少 { $n } 人：由 { $before } 变为 { $after }。
change-ever-denied-more = { $arm }，每 { $of } 人中遭到拒绝的增加 { $n } 人：由 { $before } 变为 { $after }。
change-ever-chilled-fewer = { $arm }，每 { $of } 人中因畏惧而沉默的减少 { $n } 人：由 { $before } 变为 { $after }。
change-ever-chilled-more = { $arm }，每 { $of } 人中因畏惧而沉默的增加 { $n } 人：由 { $before } 变为 { $after }。
change-harmed-by-association-fewer = { $arm }，每 { $of } 人中因他人而被扣分的减少 { $n } 人：由 { $before } 变为 { $after }。
change-harmed-by-association-more = { $arm }，每 { $of } 人中因他人而被扣分的增加 { $n } 人：由 { $before } 变为 { $after }。
changes-claim = 制度文件中关于 { $code } 的原文：
changes-unclear = 就这么多人而言，下列各项的差别与偶然无法区分：{ $what }。
figure-changes = 规则的 { $arms } 项改动如何影响同样的 { $people } 人。
alt-changes = 每项后果、每项改动一个点，横线为其区间；竖线表示没有差别。空心点表示与没有差别无法区分。
how-paired = 配对差别：每个人都与不同规则下的同一个人相比，机会相同，运气相同。区间：对社区组作刀切法，两方同时去掉同一组。
figure-sides = { $arm }，有 { $off } 人不再被列入，另有 { $on } 人原本没有而被列入。
alt-sides = 左侧横条：只在现行制度下遇到该后果的人；右侧横条：只在改动之后遇到的人。
how-sides = 按同一个人在两方的遭遇计数。

## 制度终止之后

lasting-intro = 对 { $people } 人，制度在 { $before } 周后终止，此后他们又过了 { $after } 周没有制度的生活；与之对照的是同样的人在制度继续、以及制度从未存在的情形。
lasting-left = { $outcome }：{ $weeks } 周之后仍比制度从未存在时多 { $n }（{ $unit }）。
lasting-gone = { $weeks } 周之后，下列各项已看不出差别：{ $outcomes }。
lasting-none = 无论在制度之下还是终止之后，都没有看出与偶然有别的变化。
figure-lasting-left = 制度已不存在，却仍留下：{ $outcomes }。
figure-lasting-gone = 按周比较：制度继续、制度终止、制度从未存在。
alt-lasting = 若干小图，各有三条线：制度继续、制度终止、制度从未存在；竖线标出终止的时刻。
how-lasting = 按周取平均，三种情形用同样的人、同样的运气。差别是相对于制度从未存在的社会。

## 我们不知道什么

unknown-statuses = 制度文件中有 { $total } 个数字注明了依据，其中 { $documented } 个有文献证明，{ $assumed } 个是假定的：没有人公布过这些数字，它们以范围列出。
unknown-no-statuses = 制度文件中没有数字注明其可靠程度。
unknown-chance = 本报告中的区间只涵盖偶然性，即换一个种子会得到什么；它们不说明对制度的描述是否正确。
unknown-towns = 社区是封闭的：朋友和家人都在社区之内。模拟期间没有人出生、死亡、结婚或迁移。
unknown-people = 人们如何应对制度，依照的是数字出于假定的规律；没有调查就这样的制度测量过。
unknown-moves = “{ $path }”由 { $low } 变到 { $high } 时，“{ $outcome }”由每 { $of } 中的 { $first } 变为 { $second }。
unknown-still = 有 { $n } 个未知的数字，无论取其范围的哪一端，都不改变“{ $outcome }”的任何一个计数。
unknown-none = 没有哪个未知的数字单独在其范围内变动时，对“{ $outcome }”的影响大于运气。
heading-moves = 什么影响该后果
table-statuses = 制度文件中的数字有多可靠
table-assumed = 假定的数字及其范围：{ $n } 个
head-status = 依据
head-numbers = 数字个数
head-means = 含义
head-path = 文件中的路径
head-value = 数值
head-range = 范围
status-documented = 有文献证明
status-reported = 有报道
status-claimed = 被宣称
status-disputed = 有争议
status-assumed = 假定
status-none = 未注明依据
means-documented = 有官方文本或原始文本如此说明
means-reported = 报刊或第二手来源如此说明
means-claimed = 此处照其字面采用的文章如此宣称
means-disputed = 各来源互相矛盾
means-assumed = 不知道；在某个范围内选取了一个值
means-none = 有来源，但没有说明其可靠程度
figure-tornado = 我们对“{ $path }”的无知，对“{ $outcome }”的影响最大。
figure-tornado-unclear = 没有哪个未知的数字对“{ $outcome }”的影响大于运气。
alt-tornado = 每个未知的数字一条横条：其余不变，该数字取范围低端和高端时的结果；竖线为现值下的结果。
alt-indices = 每个未知的数字一个点，横线为其区间：所有未知数字一起变动时，它对结果的影响有多大。
how-tornado = 每次把一个未知的数字取其范围的一端，用同样的人、同样的运气。无知与运气是两回事，不相加。
how-morris = Morris 基本效应法：沿穿过所有范围的随机路径，一个未知数字的平均影响大小。
how-sobol = Sobol 总效应指数：在所有范围内，结果的方差中有一个未知数字参与的比例。

## 权利与法律

law-intro = 这套制度的文本引出 { $n } 个问题和说明。它们在运行任何模拟之前从文件中读出。提给法律人士的问题不是结论。
law-nothing = 对制度文本的检查没有引出问题。这并不等于断定它合法。
law-provision = { $provision }（{ $known }）
law-found = 文本中的内容（{ $n } 处，英文原文）：
law-found-first = 文本中的内容（共 { $n } 处，列出前 { $shown } 处，英文原文）：
provision-seen = 已见到所引的条文
provision-recalled = 凭记忆引用，未见条文，请核对

## 方法

method-run = 社会“{ $society }”的 { $people } 个合成人物，{ $communities } 个社区，自 { $start } 起 { $days } 天，种子 { $seed }，重复次数 { $replicates }。
method-places = 同样的制度、社会和种子，在任何机器上都得出同样的数字。
method-interval = 区间为对种子而言的 95% 区间：在各省之内对社区组作刀切法；比例用 logit 尺度，比率用对数尺度。组数少于两个、没有任何变化、或遇到的人太少时，不给出区间。
method-shadow = “错误”在此只有一个含义：影子账本遵循制度自身的规则，但只含本人行为的真实记录，而它当天并不在该名单上。这并不是说其余的列入就是公正的。
method-claim = 减少行为或减少表达不是这里任何人的目标：ostrakon 没有任何命令以此为搜索目标。
heading-again = 如何重做
table-outcomes = 本报告的每个数字估计的是什么：{ $n } 项
table-made = 来源
head-outcome = 后果
head-interval = 95 % 区间
head-estimand = 估计的量
head-formula = 公式
head-counted = 计数
head-cohort = 群体
head-ratio = 倍数
head-rate = 比率
head-people = 人数
head-clear = 是否明显
head-met = 遇到者
made-version = 版本
made-command = 命令
made-program = 程序摘要
made-tallies = 计数摘要
made-python = Python
made-platform = 平台
computed-among = 在 { $n } 中计数。
computed-interval = 区间：对种子而言的 95% 区间，在各省之内对社区组作刀切法。种子 { $seed }，{ $people } 人。
