### Everything that the report says, in English. Another language is another file with the same names.
### Text of the code (titles and estimands of measures, labels of charts, findings of the inspection) is not repeated here:
### other languages translate it under names that begin with measure-, text-, name- and law-.

## Parts of sentences

language = English
number = { $value }
percent = { $value } %
range = { $low } to { $high }
range-bare = { $value } (no interval can be given)
few = { $outcome }: { $n } of { $among } (no interval can be given).
labelled = { $head }: { $tail }
and-so-on = { $first }, { $next }
and-last = { $first } and { $last }
nothing = –
yes = yes
no = no
no-value = none
no-interval = none
cohort = { $levels }
between = {" "}
level-and = {", "}
level-majority = of the majority
points-up = +{ $value }
points-down = −{ $value }
arm-none = Without any regime
arm-without = Without { $what }
arm-named = Under “{ $name }”

## The page

page-title = { $title }: report on a simulation
page-kicker = ostrakon · report on a simulation
page-synthetic = Everyone in this report is synthetic: computed from a seed and from published tables of counts. It tells of no real person, and serves no decision about anyone.
page-what = { $people } synthetic people lived { $days } days under a regime of social scoring. This report tells what the regime did to them, and how well that is known.
page-skip = Skip to the findings
page-contents = Contents
page-other-language = This report in other languages
page-made = Made by ostrakon { $version }, a simulation laboratory. It reads no record of a real person.
page-statements = Every number in a sentence is listed with its place in the folder in { $file }.
page-question = The question of the study
page-regime = Regime:
page-untranslated = Some text stands in the regime’s own file and is shown as written there.
figure-numbers = The numbers
figure-computed = How computed
figure-csv = Data as CSV
figure-svg = Picture as SVG
figure-more-rows = The first { $shown } of { $n } rows; the CSV file has them all.
figure-for = { $what }: { $title }
scrollable = Table that scrolls sideways: { $caption }

## What is wrong with the folder

faults-title = This report cannot be relied on as it stands
faults-lead = What follows is told from what could be read. Something is wrong with the folder:
fault-version = { $file } was made by version { $detail } of ostrakon, and this report by version { $version }.
fault-stopped = { $file } was cut short: { $detail } people were lived. It is not the whole society.
fault-laws = { $file } was lived under response laws of its authors’ own ({ $detail }), which no file of this folder has. Nobody can live it again from here.
fault-changed = { $file } was changed after it was made.
fault-missing = { $file } is missing.
fault-unlisted = { $file } was put there afterwards.
fault-unreadable = { $file } cannot be read: { $detail }.

## Chapters

chapter-findings = Five findings
chapter-regime = What the regime is
chapter-watched = Who is watched
chapter-happened = What happened
chapter-burden = Who bears it
chapter-lives = Lives
chapter-why = Why
chapter-changes = What would change it
chapter-lasting = What remains when it ends
chapter-unknown = What we do not know
chapter-law = Rights and law
chapter-method = Method

## Findings

found-listed = Of every { $of } people, { $n } were put on a black list within { $days } days.
found-listed-none = Nobody was put on a black list: not one of { $among } people in { $days } days.
found-wrongly = Of every { $of } people put on a black list, { $n } were put there at least once although their own true records, by the regime’s own rules, did not lead there on that day.
found-wrongly-none = Nobody was listed wrongly by the regime’s own rules: the true records of all { $among } people on a black list led there.
found-wrongly-all = All { $among } people on a black list were put there at least once although their own true records, by the regime’s own rules, did not lead there on that day.
found-bystanders = For each person under a sanction, { $n } others who were never sanctioned lost points or were turned away because of somebody else.
found-bystanders-none = Nobody who was never sanctioned lost points or was turned away because of somebody else.
found-still = Of every { $of } people listed wrongly, { $n } were still wrongly on a list when the run ended.
found-still-none = None of the { $among } people listed wrongly was still wrongly on a list when the run ended.
found-still-all = All { $among } people listed wrongly were still wrongly on a list when the run ended.
found-still-no-appeal = Nobody can appeal: of every { $of } people listed wrongly, { $n } were still wrongly on a list when the run ended.
found-still-no-appeal-none = Nobody can appeal, and yet none of the { $among } people listed wrongly was still wrongly on a list when the run ended.
found-still-no-appeal-all = Nobody can appeal: all { $among } people listed wrongly were still wrongly on a list when the run ended.
found-silent = Of every { $of } people, { $n } kept silent at least once within { $days } days for fear of the regime.
found-silent-none = Nobody kept silent for fear of the regime: not one of { $among } people in { $days } days.
found-denied = Of every { $of } people, { $n } were turned away at least once within { $days } days from something that they would have been granted without the regime.
found-denied-none = Nobody was turned away by the regime: not one of { $among } people in { $days } days.
found-lowest = Of every { $of } people, { $n } ended in the lowest tier.
found-lowest-none = Nobody ended in the lowest tier: not one of { $among } people.
found-records = Of every { $of } records kept, { $n } fell on the wrong person or tell of what never happened.
found-records-none = Not one of { $among } records kept fell on the wrong person or tells of what never happened.
found-others = Of every { $of } people, { $n } lost points through somebody else’s record.
found-others-none = Nobody lost points through somebody else’s record: not one of { $among } people.
found-recorded = Of every { $of } people, { $n } were recorded at least once within { $days } days.
found-recorded-none = Nobody was recorded: not one of { $among } people in { $days } days.

## Who bears it

worst-wrongly-listed = Among { $who }, being listed wrongly is { $n } times as frequent as among everybody else.
worst-listed = Among { $who }, being listed is { $n } times as frequent as among everybody else.
worst-bad-credit = Among { $who }, ending in the lowest tier is { $n } times as frequent as among everybody else.
worst-ever-denied = Among { $who }, being turned away is { $n } times as frequent as among everybody else.
worst-ever-chilled = Among { $who }, keeping silent for fear is { $n } times as frequent as among everybody else.
worst-harmed-by-association = Among { $who }, losing points through somebody else is { $n } times as frequent as among everybody else.
burden-not-clear = No cohort clearly bears more than everybody else, once all cohorts are looked at together.
burden-too-few = Whether some bear more than others cannot be told: too few people met any outcome.
figure-cohorts-not-clear = No cohort clearly stands out from everybody else.
alt-cohorts = A dot for each cohort with a line for its interval, on a scale of how many times as often the outcome befalls it as everybody else; a vertical line marks no difference. All values are in the table below the picture.
how-ratio = The ratio of two rates: that of the cohort and that of all people outside it. A cohort is told of from 200 people on, when at least 20 of them met the outcome. It is clear when it differs from 1 even after all cohorts are looked at together.
table-cohorts = { $outcome }: all cohorts of which it can be told
table-excluded = { $outcome }: { $n } cohorts of which nothing is told, because too few people are in them or too few met it
heading-concentration = How few bear how much
figure-concentration = All { $days } days under sanction fall on { $n } of every { $of } people.
alt-concentration = A curve of the share of all days under sanction against the share of people, the least burdened first; the further it sags below the diagonal, the fewer people bear all.
heading-distance = How far silence reaches
figure-distance = One step from somebody sanctioned, people who had never been recorded or sanctioned themselves kept silent for fear in { $n } of every { $of } quarters of a year that they lived.
figure-distance-none = In none of { $among } quarters of a year did people who had never been recorded or sanctioned keep silent, even one step from somebody sanctioned.
alt-distance = A dot with a line for its interval for each distance from the nearest sanctioned person: one step is a shared household or a tie of friendship.

## What the regime is

regime-as-claimed = “{ $title }” is described as a press article claims it to be. Whether such a system existed is another question, which this report does not answer.
regime-as-documented = “{ $title }” is described from documents that its file names. What they leave open is marked as assumed.
regime-study = “{ $title }” was written for study. It describes no real place.
regime-changed = For this run it was changed: { $what }.
regime-summary = In the words of its file:
regime-nothing-counted = It counts nothing that anybody does.
regime-counts-daily = It has { $rules ->
    [one] one rule
   *[other] { $rules } rules
} over { $channels ->
    [one] one channel
   *[other] { $channels } channels
}. Points are summed up every night and hold from the next day on.
regime-counts-monthly = It has { $rules ->
    [one] one rule
   *[other] { $rules } rules
} over { $channels ->
    [one] one channel
   *[other] { $channels } channels
}. Points are summed up on the first of each month.
regime-dimension = The number “{ $name }” starts at { $base } and lies between { $low } and { $high }.
regime-association-both = People pay for others: part of the points goes on to household and friends, and a score moves toward those of the people one knows.
regime-association-points = People pay for others: part of the points goes on to household or friends.
regime-association-company = People pay for others: a score moves toward those of the people one knows.
regime-association-no = Nobody pays for what others do.
regime-redress = The listed can appeal against: { $lists }.
regime-no-redress = Nobody can appeal against any list.
table-rules = What it counts, the heaviest first
table-tiers = Its tiers, the best first
table-lists = Its lists
table-consequences = What follows from a tier or a list
table-claims = The { $n } claims that it holds, each with its standing, in the words of its file
heading-standing = Tiers and lists
head-conduct = What is recorded
head-points = Points
head-lists = Puts on a list
head-others-pay = Who else pays
head-tier = Tier
head-begins = Begins
head-list = List
head-colour = Colour
head-entered = Entered
head-left = Left
head-consequence = Consequence
head-standing = For
head-does = What it does
head-code = Claim
head-claim = In its words
head-verdict = Standing
role-household = household
role-close = close friends
role-wider = wider circle
puts-from = { $list }, from record { $n } within { $days } days on
tier-from = at { $value } points
tier-below = below that
colour-black = black
colour-red = red
enter-below = below { $value } points
enter-from = from { $value } points on
enter-rule = by a record of { $kind }
leave-term = after { $days } days
leave-duty = by performing the duty
leave-score = at { $value } points
leave-appeal = by an appeal that is granted
leave-never = never, by the regime’s own rules
does-deny = denies: { $what }
does-privilege = makes easier: { $what }
does-silence = stops expression
does-account = removes the account
does-confine = stops all travel
does-publicise = makes the name public
does-fine = fines { $value } yuan
does-detain = detains for { $days } days
does-household = denies to the household: { $what }
does-ostracism = cuts ties with friends

## Who is watched

watched-people = { $people } synthetic people live in { $communities } closed communities of the society “{ $society }” for { $days } days from { $start }.
watched-nobody-real = Their attributes follow published tables of counts; not one of them is taken from a record on a real person.
watched-scope-all = The regime covers everybody.
watched-scope-some = The regime covers a part of the people: those whom its scope names.
watched-scope-share = The regime covers { $share } percent of the people.
watched-aware = Of every 100 people, { $share } know of it.
watched-recorded = Of every { $of } people, { $n } were recorded at least once.
watched-recorded-none = Nobody was recorded: not one of { $among } people.
watched-records = On average { $n } records were made per person.
watched-records-thousand = Of every 1,000 people { $n } records were made.
watched-records-none = Not a single record was made.
watched-wrong = Of every { $of } records kept, { $n } fell on somebody who had not acted or tell of what never happened.
watched-wrong-none = Of { $among } records kept, none fell on somebody who had not acted or tells of what never happened.
watched-recall = Of every { $of } acts that some channel can see, { $n } were recorded for the person who acted.
watched-recall-none = None of the { $among } acts that some channel can see was recorded for the person who acted.
table-channels = Channels, and the share of their records that fall on somebody else, by the regime’s own numbers
head-channel = Channel
head-sphere = Sphere of life
head-sees = Can see
head-on-others = On somebody else
figure-channels-one = Of every { $of } records of the channel “{ $channel }”, { $n } are wrong.
figure-channels = Of every { $of } records of the channel “{ $channel }”, { $n } are wrong: more than of any other channel.
alt-channels = A bar for each channel: the share of its records that fell on the wrong person, and the share that tell of what never happened.

## What happened

happened-listed = Of every { $of } people, { $n } were put on a black list within { $days } days.
happened-listed-none = Nobody was put on a black list: not one of { $among } people in { $days } days.
happened-wrongly = Of every { $of } people, { $n } were listed wrongly at least once: on that day their own true records did not lead there by the regime’s own rules.
happened-wrongly-none = Nobody was listed wrongly by the regime’s own rules.
happened-of-listed = That is { $n } of every { $of } people listed.
happened-of-listed-none = That holds for all { $among } people listed.
happened-of-listed-all = That is every one of the { $among } people listed.
happened-by-error = Of every { $of } entries on black lists, { $n } would not be there without errors of the channels.
happened-by-error-none = Not one of { $among } entries on black lists is there through errors of the channels.
happened-by-others = Of every { $of } entries on black lists, { $n } would not be there without what others did.
happened-by-others-none = Not one of { $among } entries on black lists is there through what others did.
happened-no-breach = Of every { $of } entries, { $n } were of people who had broken no law and no contract in the run until then.
happened-no-breach-none = Each of { $among } entries was of somebody who had broken a law or a contract in the run before.
happened-for-speech = Of every { $of } entries, { $n } were of people who had lost points of their own for nothing but expression.
happened-for-speech-none = Not one of { $among } entries was of somebody who had lost points of their own for expression alone.
happened-bad-credit = Of every { $of } people, { $n } ended in the lowest tier.
happened-bad-credit-none = Nobody ended in the lowest tier.
figure-outcomes-listed = Of every { $of } people, { $n } were listed; what else befell people stands below.
figure-outcomes-wrongly-listed = Of every { $of } people, { $n } were listed wrongly; what else befell people stands below.
figure-outcomes-bad-credit = Of every { $of } people, { $n } ended in the lowest tier; what else befell people stands below.
figure-outcomes-sanctioned = Of every { $of } people, { $n } were sanctioned; what else befell people stands below.
figure-outcomes-bystanders = Of every { $of } people, { $n } were harmed without a sanction of their own; what else befell people stands below.
figure-outcomes-harmed-by-association = Of every { $of } people, { $n } lost points through somebody else; what else befell people stands below.
figure-outcomes-ever-denied = Of every { $of } people, { $n } were turned away; what else befell people stands below.
figure-outcomes-denied-wrongly = Of every { $of } people, { $n } were turned away wrongly; what else befell people stands below.
figure-outcomes-ever-chilled = Of every { $of } people, { $n } kept silent for fear; what else befell people stands below.
alt-outcomes = A dot for each outcome with a line for its interval, those with the same unit on one scale. All values are in the table below the picture.
figure-weekly-listed = After { $weeks } weeks, { $n } of every 1,000 people are on a list.
figure-weekly-bad-credit = After { $weeks } weeks, { $n } of every 1,000 people are in the lowest tier.
figure-weekly-chilled = In the last of { $weeks } weeks, { $n } times per 1,000 people something was left unsaid for fear.
figure-weekly-mean-fear = After { $weeks } weeks, fear stands at { $n } levels per person on average.
alt-weekly = Small panels with a line each, week by week; a band around the line is its interval.
how-weekly = Each point is the count at the end of a week, or of the week, over all people; days after the last whole week are left out.
heading-out = The way off a list
out-still = Of every { $of } people listed wrongly, { $n } were still wrongly on a list at the end.
out-still-none = None of the { $among } people listed wrongly was still wrongly on a list at the end.
out-still-all = All { $among } people listed wrongly were still wrongly on a list at the end.
out-appeals = Of every { $of } listings, an appeal was lodged against { $n }.
out-appeals-none = Against none of { $among } listings an appeal was lodged.
out-won = Of every { $of } listings, { $n } ended by an appeal.
out-won-none = Not one of { $among } listings ended by an appeal.
out-wrongly-won = Of the wrongful listings, { $n } of every { $of } ended by an appeal.
out-wrongly-won-none = Of { $among } wrongful listings, not one ended by an appeal.
out-no-appeal = Nobody can appeal.
figure-exit = Of every { $of } wrongful listings, { $n } had not ended when the run ended.
figure-exit-none = All { $among } wrongful listings had ended when the run ended.
figure-exit-all = Not one of { $among } wrongful listings had ended when the run ended.
alt-exit = Falling lines: the share of listings that last longer than so many weeks (Kaplan–Meier), all listings and wrongful ones, with bands for their intervals.
heading-denied = Turned away
denied-ever = Of every { $of } people, { $n } were turned away at least once from something that they would have been granted without the regime.
denied-ever-none = Nobody was turned away by the regime: not one of { $among } people.
denied-often = In all, { $n } requests per 1,000 people were denied.
denied-often-none = No request was denied.
denied-wrongly = Of every { $of } denials, { $n } would not have happened had only people’s own true records counted.
denied-wrongly-none = Not one of { $among } denials was wrongful by the regime’s own rules.
denied-wrongly-all = Not one of { $among } denials would have happened had only people’s own true records counted.
denied-no-breach = Of every { $of } denials, { $n } were of people who had broken no law and no contract in the run until then.
denied-no-breach-none = Each of { $among } denials was of somebody who had broken a law or a contract in the run before.
denied-no-breach-all = Each of { $among } denials was of somebody who had broken no law and no contract in the run until then.
table-requests = What people were turned away from
head-request = Request
head-per-1000 = Denials per 1,000 people
heading-silent = Silence
silent-ever = Of every { $of } people, { $n } kept silent at least once for fear of the regime.
silent-ever-none = Nobody kept silent for fear of the regime: not one of { $among } people.
silent-chilled = Of every { $of } things that people would have said without the regime, { $n } were left unsaid for fear.
silent-chilled-none = Of { $among } things that people would have said without the regime, none was left unsaid for fear.
silent-stopped = Of every { $of } things that people would have said, { $n } were stopped because their standing forbade them to speak.
silent-stopped-none = Nothing was stopped because somebody’s standing forbade them to speak.
silent-untouched = It reaches people never recorded and never sanctioned: in { $n } of every { $of } quarters of a year that they lived, they kept silent at least once for fear.
silent-untouched-none = Among people never recorded and never sanctioned nobody kept silent for fear.
heading-points = Points, and paying for others
points-lost = On average { $n } points were deducted per person.
points-lost-thousand = Of every 1,000 people { $n } points were deducted in all.
points-lost-none = No points were deducted.
points-others = Of every { $of } points deducted, { $n } were for what household or friends had done.
points-others-none = None of the { $among } points deducted was for what others had done.
points-harmed = Of every { $of } people, { $n } lost points through somebody else’s record.
points-harmed-none = Nobody lost points through somebody else’s record.
points-bystanders = For each person sanctioned, { $n } people who never were sanctioned lost points or were turned away because of others.
points-bystanders-none = Nobody who was never sanctioned lost points or was turned away because of others.
heading-rights = Rights
rights-none = No right was restricted on any day.
figure-rights = No right was restricted on more days than { $right }: on { $n } days per 1,000 people over the run.
alt-rights = A dot for each right with a line for its interval: person-days on which a tier or list restricted it.
figure-scores = In tier “{ $tier }” end { $n } percent of people; had only their own true records counted, it would be { $shadow } percent.
alt-scores = Above, how scores are spread at the end; below, a bar for each tier as the regime has it and one as it would be without error and association.
figure-scores-same = People end in the tiers in which their own true records alone would have put them.
how-scores = Shares of people at the end of the run; the second bar is the shadow ledger, which runs beside the regime’s own with neither errors nor association in it.

## Lives

lives-intro = { $n ->
    [one] One synthetic person, followed through the run. Such lives show what can happen; how often it happens is told above.
   *[other] { $n } synthetic people, followed through the run. Such lives show what can happen; how often it happens is told above.
}
life-who = A synthetic person, { $age } years old: { $sex }, { $occupation }, { $place }, { $region }. { $others ->
    [0] Lives alone
    [one] Lives with one other person
   *[other] Lives with { $others } others
}, and has { $friends ->
    [0] no close friend
    [one] one close friend
   *[other] { $friends } close friends
}.
life-score = The score began at { $first } and ended at { $last }. With own true records alone it would have ended at { $shadow }.
life-others = What others did cost this person { $points } points.
life-listed = This person was on a black list on { $days } of { $of } days.
life-listed-wrongly = This person was on a black list on { $days } of { $of } days, and was put there wrongly at least once.
life-listed-none = This person was on no black list on any day.
life-denials = { $n ->
    [one] One request was denied.
   *[other] { $n } requests were denied.
}
life-chilled = { $n ->
    [one] Once this person kept silent for fear.
   *[other] { $n } times this person kept silent for fear.
}
figure-life = The score of “{ $name }” goes from { $first } to { $last }.
alt-life = A step line of the score by day, and a dashed one of what it would be with own true records alone. Thin lines mark where tiers begin.
how-life = The score after each day on which it changed, and that of the shadow ledger of the same person.
table-marks = { $name }: what the regime did to this person, { $n } marks
table-beside = The lives side by side at the end
head-day = Day
head-happened = What happened
head-what = What
axis-day = day { $day }
mark-tier = from tier “{ $before }” to tier “{ $tier }”
mark-listed = put on “{ $list }”
mark-listed-wrongly = put on “{ $list }”, wrongly
mark-consequence = what follows: { $names }
ends-score = Score
ends-shadow-score = Score with own true records alone
ends-days-listed = Days on a black list
ends-denials = Requests denied
ends-chilled = Times silent for fear
ends-points-lost = Points lost
ends-points-lost-to-others = Of these through others

## Why

why-intro = { $parts } parts of the regime were switched off, alone and together, in { $coalitions } combinations, for the same { $people } people with the same luck.
why-total = { $outcome }: { $n } of every { $of } people with all of these parts on, { $off } with all of them off.
why-of-hundred = { $outcome }: of every 100 cases { $value } come from { $part }; the interval is { $n }.
why-adds = { $outcome }: on balance more of it with { $part } than without.
why-less = { $outcome }: on balance less of it with { $part } than without.
why-unclear = { $outcome }: what comes from { $parts } cannot be told from nothing with so many people.
why-no-value = { $outcome }: with some of these parts off there is nothing to count, so what each adds cannot be told.
figure-why = { $outcome }: most comes from { $part }.
figure-why-unclear = { $outcome }: what each part adds cannot be told from nothing.
alt-why = A dot for each part of the regime with a line for its interval: what it adds to the outcome; a vertical line marks nothing.
how-shapley = What a part adds, averaged over all orders in which the parts could be switched on (Shapley). Where one part takes from the outcome, others can come to more than 100 of every 100 cases. Intervals: jackknife over groups of communities, all combinations on the same people with the same luck.

## What would change it

changes-intro = The same { $people } synthetic people lived the same { $days } days again with the same luck, under other rules. So what differs comes from the rules alone.
change-wrongly-listed-fewer = { $arm }, { $n } fewer of every { $of } people are listed wrongly: { $after } instead of { $before }.
change-wrongly-listed-more = { $arm }, { $n } more of every { $of } people are listed wrongly: { $after } instead of { $before }.
change-listed-fewer = { $arm }, { $n } fewer of every { $of } people are listed: { $after } instead of { $before }.
change-listed-more = { $arm }, { $n } more of every { $of } people are listed: { $after } instead of { $before }.
change-bad-credit-fewer = { $arm }, { $n } fewer of every { $of } people end in the lowest tier: { $after } instead of { $before }.
change-bad-credit-more = { $arm }, { $n } more of every { $of } people end in the lowest tier: { $after } instead of { $before }.
change-ever-denied-fewer = { $arm }, { $n } fewer of every { $of } people are turned away: { $after } instead of { $before }.
change-ever-denied-more = { $arm }, { $n } more of every { $of } people are turned away: { $after } instead of { $before }.
change-ever-chilled-fewer = { $arm }, { $n } fewer of every { $of } people keep silent for fear: { $after } instead of { $before }.
change-ever-chilled-more = { $arm }, { $n } more of every { $of } people keep silent for fear: { $after } instead of { $before }.
change-harmed-by-association-fewer = { $arm }, { $n } fewer of every { $of } people lose points through somebody else: { $after } instead of { $before }.
change-harmed-by-association-more = { $arm }, { $n } more of every { $of } people lose points through somebody else: { $after } instead of { $before }.
changes-claim = The claim { $code }, in the words of the regime’s file:
changes-unclear = No difference can be told from chance with so many people for: { $what }.
figure-changes = { $arms ->
    [one] How one change of the rules alters what befalls the same { $people } people.
   *[other] How { $arms } changes of the rules alter what befalls the same { $people } people.
}
alt-changes = A dot with a line for its interval for each outcome and each change; a vertical line marks no difference. Hollow dots cannot be told from no difference.
how-paired = Paired differences: every person is compared with the same person under other rules, with the same occasions and the same luck. Intervals: jackknife over groups of communities, left out of both arms at once.
figure-sides = { $arm }, { $off } people are no longer listed, and { $on } are who were not before.
alt-sides = Bars to the left: people whom an outcome meets only under the regime as it is. Bars to the right: only under the change.
how-sides = Counts of people, by what befell the same person in both arms.

## What remains

lasting-intro = For { $people } people the regime was ended after { $before } weeks, and they lived { $after } more weeks without it; beside them the same people where it went on, and where it never was.
lasting-left = { $outcome }: { $weeks } weeks later still { $n } more than where the regime never was ({ $unit }).
lasting-gone = After { $weeks } weeks no difference could be told any more for: { $outcomes }.
lasting-none = Nothing that the regime changed could be told from chance, under it or after it.
figure-lasting-left = The regime is gone, and something remains: { $outcomes }.
figure-lasting-gone = Week by week where the regime goes on, where it ends and where it never was.
alt-lasting = Small panels with three lines each: where the regime goes on, where it ends, and where it never was; a vertical line marks its end.
how-lasting = Means of weeks, the same people with the same luck in all three. Differences are from the society in which the regime never was.

## What we do not know

unknown-statuses = Of the { $total } numbers of the regime’s file that have a status, { $documented } are documented and { $assumed } are assumed: nobody has published them, and they stand in ranges.
unknown-no-statuses = No number of the regime’s file says how well it is known.
unknown-chance = The intervals in this report cover chance alone: what another seed would give. They say nothing of whether the regime is described rightly.
unknown-towns = Communities are closed: friends and households do not reach beyond them. Nobody is born, dies, marries or moves in a run.
unknown-people = How people respond to a regime is a law with assumed numbers; no survey measured it for a regime like this one.
unknown-moves = “{ $path }”, from { $low } to { $high }, moves “{ $outcome }” from { $first } to { $second } of every { $of }.
unknown-still = { $n ->
    [one] One of the unknown numbers does not change a single count of “{ $outcome }” at either end of its range.
   *[other] { $n } of the unknown numbers do not change a single count of “{ $outcome }” at either end of their range.
}
unknown-none = No unknown number, moved alone over its range, changes “{ $outcome }” by more than luck could.
heading-moves = What moves the outcome
table-statuses = How well the numbers of the regime’s file are known
table-assumed = The assumed numbers with their ranges: { $n }
head-status = Status
head-numbers = Numbers
head-means = It means
head-path = Path in the file
head-value = Value
head-range = Range
status-documented = documented
status-reported = reported
status-claimed = claimed
status-disputed = disputed
status-assumed = assumed
status-unstated = not stated
status-none = without a status
means-documented = an official or primary text says so
means-reported = the press or somebody at second hand says so
means-claimed = the article that is taken at its word says so
means-disputed = sources contradict each other
means-assumed = not known; a value within a range was chosen
means-unstated = the file says nothing of how well it is known; most are what the language takes where a file is silent
means-none = a source, and no word on how good it is
figure-tornado = What we do not know about “{ $path }” moves “{ $outcome }” most.
figure-tornado-unclear = No unknown number moves “{ $outcome }” by more than luck could.
alt-tornado = A bar for each unknown number: the outcome at the low and at the high end of its range, all else as it is; a vertical line marks the outcome as it is.
alt-indices = A dot for each unknown number with a line for its interval: how much it moves the outcome when all unknowns move.
how-tornado = One unknown at a time is set to either end of its range, the same people with the same luck. Ignorance and luck are of two kinds and are not added up.
how-morris = Elementary effects of Morris: the mean size of an unknown’s effect over random paths through all ranges.
how-sobol = Total index of Sobol: the share of the outcome’s variance over all ranges in which an unknown takes part.

## Rights and law

question-intro = { $n ->
    [one] The text of the regime raises one question or remark.
   *[other] The text of the regime raises { $n } questions and remarks.
} They are read from its file before anything is run. A question for a lawyer is not a verdict.
question-nothing = The inspection of the regime’s text raises no question. That is no verdict that it is lawful.
question-provision = { $provision } ({ $known })
question-found = { $n ->
    [one] What the text says:
   *[other] What the text says, { $n } times:
}
question-found-first = What the text says, the first { $shown } of { $n }:
provision-seen = the text was seen where it is quoted
provision-recalled = recalled and not seen; check the text

## Method

method-run = { $people } synthetic people of the society “{ $society }” in { $communities } communities, { $days } days from { $start }, seed { $seed }, replicates: { $replicates }.
method-places = The same regime, society and seed give the same numbers on any machine.
method-interval = Intervals are 95 percent intervals over seeds: a jackknife over groups of communities within provinces, for shares on the logit scale, for rates on the logarithmic one. There is none where fewer than two groups exist, nothing varied, or too few met it.
method-shadow = “Wrongly” has one meaning here: the shadow ledger, which follows the regime’s own rules with nothing but true records of the person’s own acts, was not on that list on that day. That the other listings are just is not said.
method-claim = Less conduct, and less expression, is nobody’s aim here: no command of ostrakon searches for it.
heading-again = To make it again
table-outcomes = What every number of this report estimates: { $n } outcomes
table-made = Where this comes from
head-outcome = Outcome
head-interval = 95 % interval
head-estimand = What is estimated
head-formula = Formula
head-counted = Counted
head-cohort = Cohort
head-ratio = Times as often
head-rate = Rate
head-people = People
head-clear = Clear
head-met = Met it
made-version = Version
made-command = Command
made-program = Digest of the program
made-tallies = Digest of the counts
made-python = Python
made-platform = Platform
computed-among = Counted among { $n }.
computed-interval = Interval: 95 percent over seeds, jackknife over groups of communities within provinces. Seed { $seed }, { $people } people.

## The pages of ostrakon serve

web-skip = Skip to the content
web-title = { $what } · ostrakon
web-title-part = { $part } · { $view }
web-nav = Views
web-nav-story = Story
web-nav-city = City
web-nav-bench = Bench
web-nav-life = A life
web-language = Language
web-loading = One moment.
web-broken = This part of the page could not be loaded. Load the page again; nothing of yours is lost.
web-synthetic = Everyone here is synthetic, computed from a seed and from published tables of counts. Nothing here tells of a real person or decides about anyone, and nothing you do leaves this machine.

## The pages without a server: a static site

web-still-name = About this site
web-still-line = Prepared on { $made } by ostrakon { $version }: { $people } synthetic people in each world. Nothing is computed here, so numbers can be turned only to where they were prepared.
web-still-more = For everything else, on a machine of your own:
web-still-synthetic = Everyone here is synthetic, computed from a seed and from published tables of counts. Nothing here tells of a real person or decides about anyone. This page loads the files of this site and nothing else.
web-still-not = This was not prepared for the static site.
web-still-remedy = Install ostrakon and run ostrakon serve: there everything can be asked.
web-still-lost = A file of this site is missing or damaged.
web-still-lost-remedy = Load the page again, or copy the whole folder once more.

## Charts of the pages

web-chart-none = not known
web-chart-value = { $value } { $unit }
web-chart-between = { $value } ({ $low } to { $high })
web-chart-range = { $low } to { $high }
web-chart-data = Data
web-chart-table = The numbers of: { $title }
web-chart-how = How computed
web-chart-csv = CSV
web-chart-csv-of = CSV of: { $title }
web-chart-svg = SVG
web-chart-svg-of = SVG of: { $title }
web-chart-week = week
web-chart-week-n = week { $week }
web-chart-low = { $name }, lower end
web-chart-high = { $name }, upper end
web-chart-low-bare = lower end
web-chart-high-bare = upper end
web-chart-what = what
web-chart-world = under
web-chart-alt = { $name }, { $unit }: least { $least } in week { $leastat }, most { $most } in week { $mostat }, last { $last } in week { $weeks }.
web-chart-alt-none = { $name }: no numbers.
web-chart-dots-of = Of { $of } people:
web-chart-dots-name = { $n } { $name }

## The city

web-link-fault = The link says “{ $name }: { $value }”, which means nothing here.
web-link-fault-remedy = It may come from another version of ostrakon, or have been damaged on its way. The rest of it was kept.
web-problem-nearest = Did you mean “{ $name }”?
web-problem-again = Try again
web-problem-lost = The server cannot be reached
web-problem-lost-remedy = See whether ostrakon serve still runs; this page goes on by itself when it does.
web-city-title = The city
web-city-lead = Each dot is one synthetic person. The dots stay in their places; what changes from week to week is what the regime has made of them.
web-city-regime = Regime
web-city-size = People
web-city-role = Who is yours
web-city-role-choose = choose somebody …
web-city-looking = looking …
web-role-journalist = a journalist
web-role-civil = a civil servant
web-role-student = a student
web-role-old = somebody of 70 or more
web-role-rural = somebody from the country
web-role-minority = somebody of a minority
web-role-wrongly = somebody who is listed wrongly
web-role-silent = somebody who keeps silent for fear
web-city-nobody = Nobody was found here: { $role }.
web-city-nobody-remedy = Choose somebody else, or more people.
web-city-split = Beside it: the same people, no regime
web-city-none = No regime: the same people with the same luck
web-city-own = A regime of one’s own
web-city-own-diff = a change of one’s own
web-city-off = without { $what }
web-city-ends = abolished on day { $day }
web-city-changes = Changed: { $changes }.
web-city-copy = Copy link
web-city-copied = Link copied
web-city-failed = This could not be shown.
web-city-again-remedy = Try again. If it happens once more, look at the terminal in which ostrakon serve was started.
web-city-begins = { $people } people begin to live …
web-city-living = { $done } of { $of } people have lived …
web-city-progress = People who have lived
web-city-look = Colour by
web-city-look-truth = truth
web-city-look-standing = standing
web-city-look-score = score
web-city-look-fear = fear
web-city-legend-truth = What is true of them, end of week { $week }
web-city-legend-standing = Where the regime has put them, end of week { $week }
web-city-legend-score = Their score, end of week { $week }
web-city-legend-fear = Their fear, end of week { $week }
web-city-truth-wrongly = on a black list wrongly
web-city-truth-cause = on a black list by the regime’s own rules
web-city-truth-unseen = on no black list, has broken law or contract
web-city-truth-was = on no black list now, was listed wrongly before
web-city-truth-untouched = on no black list, has broken nothing
web-city-standing-tier = tier “{ $tier }”, on no list
web-city-standing-none = on no list
web-city-standing-black = on the black list “{ $list }”
web-city-standing-blacks = on a black list
web-city-standing-red = on a red list: { $list }
web-city-score-none = no score is kept
web-city-score-under = under { $cut }
web-city-score-between = { $low } to { $high }
web-city-score-start = about { $start }, where all begin
web-city-score-over = { $cut } or more
web-city-fear-none = no fear
web-city-fear-little = a little fear (1 to 3 of 15)
web-city-fear-some = some fear (4 to 7)
web-city-fear-much = much fear (8 or more)
web-city-fear-silent = { $fear }, has kept silent
web-city-class = What
web-city-people = people
web-city-per = of 1,000
web-city-share = { $n } of 1,000
web-city-all = all people
web-city-anybody = Anybody, by chance
web-city-another = Somebody else, by chance
web-city-show-yours = Show yours
web-city-time = Time
web-city-back = One week back
web-city-on = One week on
web-city-play = Play
web-city-pause = Pause
web-city-still = step by step
web-city-week = Week
web-city-week-of = week { $week } of { $weeks }
web-city-no-frame = This week could not be fetched: { $why }
web-city-town = town
web-city-label = { $title }: { $people } people as dots, week { $week }
web-city-nearer = Nearer
web-city-farther = Farther
web-city-whole = The whole town
web-city-hint = Point at a dot to read of it; click it, or press Enter, to open it.
web-city-words = This week in words, and by district
web-city-summary = { $title }, end of week { $week } of { $weeks }: of { $people } people, { $classes }.
web-city-summary-class = { $n } “{ $name }”
web-city-in = The person pointed at lives in { $region }.
web-city-districts = { $title }, by district, end of week { $week }
web-city-district = District
web-city-keys = Keys
web-city-keys-are = Arrows: from person to person. Page Up, Page Down: to another district. Enter: open. Escape: close. + and −: nearer, farther. 0: the whole town. Shift with arrows: move the picture. Home: yours.
web-city-places = Districts are as large as their number of people, blocks are the closed communities of the model, and people of one household live side by side. It is no map.
web-city-card = About { $id }
web-city-yours = Yours
web-city-somebody = Somebody
web-city-close = Close
web-city-card-frame = { $n ->
    [one] As it stands at the end of this week.
   *[other] As it stands at the end of this week, with the same luck in both.
}
web-city-life = Read this life
web-city-make-yours = Make this person yours
web-city-told-score = Score
web-city-told-about = about { $score }
web-city-told-tier = Tier
web-city-told-lists = Lists
web-city-told-none = none
web-city-told-rightly = Rightly?
web-city-told-wrongly = no: without errors, and without what others did, this person would not be on it
web-city-told-cause = yes, by the regime’s own rules
web-city-told-fear = Fear
web-city-told-fear-of = { $n } of 15
web-city-told-sofar = So far
web-city-so-silent = has kept silent for fear
web-city-so-denied = has been turned away
web-city-so-wrong = has been listed wrongly
web-city-so-broke = has broken law or contract
web-city-so-nothing = nothing of note
web-city-told-short = { $of } { $id }: lists: { $lists }; fear { $fear } of 15.

## The story

web-scrub-hint = Drag sideways, use the arrow keys, or type
web-scrub-range = From { $low } to { $high }
web-story-bet = Your bet
web-story-bet-type = Your guess, as a number
web-story-bet-make = I bet
web-story-bet-skip = Show me
web-story-bet-kept = Your bet stays on this page. It is neither sent nor stored.
web-story-bet-wait = The people are living their year …
web-story-bet-yours = You said { $guess } { $unit }.
web-story-bet-none = You made no bet.
web-story-bet-found = In this run it is { $value } ({ $low } to { $high }) { $unit }.
web-story-bet-found-bare = In this run it is { $value } { $unit }.
web-story-bet-within = Your bet lies within the interval.
web-story-bet-same = That is what you said.
web-story-bet-near = That is near.
web-story-bet-more = Your bet is { $times } times as much.
web-story-bet-less = It is { $times } times what you said.
web-story-bet-strip-found = the run: { $value }
web-story-bet-strip-guess = you: { $guess }
web-story-cover = Who ends up on the list?
web-story-cover-lead = An article of 2018 tells of a system that watches everybody, turns what it sees into points, and puts those who have too few on a blacklist. Here { $people } synthetic people live under it for a year, as often as you ask.
web-story-cover-lead-still = An article of 2018 tells of a system that watches everybody, turns what it sees into points, and puts those who have too few on a blacklist. Here { $people } synthetic people have lived under it for a year.
web-story-cover-what = Eight chapters, a minute each. Scrolling is enough. Before each number you may bet on it, and where a number is underlined you can turn it: the year is then lived again, by the same people with the same luck.
web-story-cover-what-still = Eight chapters, a minute each. Scrolling is enough. Before each number you may bet on it, and where a number is underlined you can turn it to the values that were prepared: how the year went with each, for the same people with the same luck.
web-story-cover-claim = The regime of this story is the article’s claim, taken at its word. The last chapter sets each claim beside the record.
web-story-begin = Begin: you are the clerk
web-story-all = All chapters
web-story-to-teach = For teachers: questions and a printable page for each chapter.
web-story-to-bench = On to the bench
web-story-unknown = There is no chapter “{ $name }”. Here are all of them.
web-story-chapter = Chapter { $n } of { $of }
web-story-step = Step { $n } of { $of }
web-story-steps = Steps of this chapter
web-story-ways = Other chapters
web-story-hidden = The figure appears once you have bet, or scrolled on.
web-story-reset = As claimed again
web-story-assumed = Turn the underlined numbers. What they are in reality is not known: chapter 8.
web-story-still = This page was prepared beforehand: one number at a time, at prepared values.
web-story-number = { $value } ({ $low } to { $high })
web-story-plus = +{ $value }
web-story-minus = −{ $value }
web-story-stop = .
web-story-of-1000 = of 1,000 people
web-story-rough = From the first { $people } people; the others are still living their year.
web-story-busy = The year is being lived …
web-story-lived = { $people } people in each world; lived in { $seconds } s.
web-story-how = Intervals are 95 percent and cover what another seed would give, not whether the regime is described rightly.
web-story-how-stock = Weekly: people on a black list at the end of the week, judged on that day.
web-story-how-flow = Weekly: things unsaid within the week, for every 1,000 people.
web-story-how-mean = Weekly: the mean over all people at the end of the week, in levels from 0 to 15.
web-story-world-claimed = as claimed
web-story-world-yours = as you set it
web-story-world-nobody = nobody is watched
web-story-world-alone = nobody pays for others
web-story-world-mended = mended
web-story-change-none = Turn a number, and its effect stands here.
web-story-change = As you set it: { $yours } { $unit }. As claimed: { $claimed }.
web-story-change-more = That is { $size } more, for the same people with the same luck.
web-story-change-less = That is { $size } fewer, for the same people with the same luck.
web-story-change-same = The number is the same.
web-story-change-unsure = They differ by { $size }; whether by more than chance, this run cannot tell.

web-story-handle-criticism = Points for a recorded criticism
web-story-handle-jaywalking = Points for crossing at red
web-story-handle-bill = Points for a late bill
web-story-handle-cutoff = Score below which people are listed
web-story-handle-sees = Share of crossings at red that a camera records
web-story-handle-faces = Share of camera records that land on the wrong face
web-story-handle-reads = Share of criticism that is recorded
web-story-handle-home = Share of the points that people at home lose
web-story-handle-close = Share of the points that close friends lose
web-story-handle-company = Monthly pull of friends’ scores
web-story-handle-arrest = Recorded criticisms that lead to house arrest
web-story-handle-own = Fear from one’s own sanction
web-story-handle-kin = Fear from a sanction of somebody at home
web-story-handle-friend = Fear from a close friend’s sanction
web-story-handle-public = Fear from each publicised case in town
web-story-handle-fades = Share of fear that fades in a week
web-story-handle-lodged = Appeals of a listed person
web-story-handle-granted = Share of the wrongly listed who win their appeal
web-story-handle-term = Days after which an entry ends
web-story-handle-looked = Share of entries that a human looks at
web-story-handle-catches = Share of the wrong ones that the human stops
web-story-value-criticism = { $value } points
web-story-value-jaywalking = { $value } points
web-story-value-bill = { $value } points
web-story-value-cutoff = { $value }
web-story-value-sees = { $value } %
web-story-value-faces = { $value } %
web-story-value-reads = { $value } %
web-story-value-home = { $value } %
web-story-value-close = { $value } %
web-story-value-company = { $value } %
web-story-value-arrest = { $n ->
    [1] once
    [2] twice
   *[other] { $value } times
}
web-story-value-own = { $value }
web-story-value-kin = { $value }
web-story-value-friend = { $value }
web-story-value-public = { $value }
web-story-value-fades = { $value } %
web-story-value-lodged = { $n ->
    [one] once a year
   *[other] { $value } times a year
}
web-story-value-granted = { $value } %
web-story-value-term = { $value } days
web-story-value-looked = { $value } %
web-story-value-catches = { $value } %

web-story-title-clerk = You are the clerk
web-story-lead-clerk = Ten files, ten decisions, and one rule. Afterwards you see what was true.
web-story-about-clerk = Score ten people by hand.
web-story-clerk-setting = On each file stands what was recorded of one synthetic person in a year, and the points it cost or gave. Add up, and decide. The truth that you are measured by is the sum without errors: every record right, and nobody paying for what another did.
web-story-clerk-rule = Your rule: whoever ends below { $cutoff } goes on the blacklist.
web-story-clerk-bet = How many of your { $of } decisions will agree with the truth?
web-story-clerk-of = of { $of } decisions
web-story-clerk-later = You will see when you have decided all of them.
web-story-clerk-wait = The files are being fetched …
web-story-clerk-next = The next file is being fetched …
web-story-clerk-file-of = File { $n } of { $of }
web-story-clerk-person = Person { $n }
web-story-clerk-who = { $age } years, { $sex }, { $occupation }
web-story-clerk-record = Record
web-story-clerk-true = What is true
web-story-clerk-points = Points
web-story-clerk-start = Everybody starts with
web-story-clerk-own = { $kind }, { $times ->
    [1] once
    [2] twice
   *[other] { $times } times
} ({ $channel })
web-story-clerk-from-household = { $kind } by somebody at home, { $times ->
    [1] once
    [2] twice
   *[other] { $times } times
}
web-story-clerk-from-close-friend = { $kind } by a close friend, { $times ->
    [1] once
    [2] twice
   *[other] { $times } times
}
web-story-clerk-from-acquaintance = { $kind } by an acquaintance, { $times ->
    [1] once
    [2] twice
   *[other] { $times } times
}
web-story-clerk-company = Pull of the friends’ scores
web-story-clerk-sum = Sum on the file
web-story-clerk-shadow = Sum by what this person did
web-story-clerk-is-own = done by this person
web-story-clerk-is-other = done by others
web-story-clerk-is-wrong = { $n } of it done by somebody else
web-story-clerk-is-never = { $n } of it never happened
web-story-clerk-do-list = Put on the blacklist
web-story-clerk-do-leave = Leave off
web-story-clerk-open = Show me the truth
web-story-clerk-done = All files are decided. Scroll on.
web-story-clerk-truth = Truth beside record
web-story-clerk-score = { $right } of your { $decided } decisions agree with the truth.
web-story-clerk-wrong = { $n ->
    [one] One does not.
   *[other] { $n } do not.
}
web-story-clerk-machine = The machine adds up without a slip, and decides { $n } of these { $of } against the truth.
web-story-clerk-you = You:
web-story-clerk-file = The machine:
web-story-clerk-truth-says = The truth:
web-story-clerk-list = blacklist
web-story-clerk-leave = leave off
web-story-clerk-open-case = not decided
web-story-clerk-beside = The file, with what is true
web-story-clerk-unseen = { $n ->
    [one] One more act of the kinds on this file was recorded by nobody.
   *[other] { $n } more acts of the kinds on this file were recorded by nobody.
}
web-story-clerk-known = On the files stand { $own } records as these people’s own acts. { $others ->
    [0] None of them is somebody else’s;
    [one] One of them is somebody else’s;
   *[other] { $others } of them are somebody else’s;
} { $never ->
    [0] none is of something that never happened.
    [one] one is of something that never happened.
   *[other] { $never } are of something that never happened.
} { $paid } points were taken for what family and friends did.
web-story-clerk-could = On a file, a wrong record looks like a right one: an act, a source, a number. From the file alone you could not have known. The machine has nothing else.
web-story-clerk-chosen = The ten were not drawn by lot. They are the first whom five fixed questions find, on both sides of the cutoff by file and by truth. How many of all people are listed stands in chapter 2.

web-story-title-machine = The machine does it to all
web-story-lead-machine = What you did to ten, it does to { $people }, every day for a year.
web-story-about-machine = The regime in one sentence, and { $people } people.
web-story-machine-setting = As the article tells it: cameras, records and posts become points; too few points lead onto the blacklist. Nobody can appeal, and nobody gets off.
web-story-machine-bet = How many of 1,000 people will be listed wrongly within the year?
web-story-machine-before = 1,000 people, before the year begins
web-story-machine-people = people
web-story-machine-rest = on no black list
web-story-machine-wrongly = listed wrongly
web-story-machine-rightly = listed, and never wrongly by the regime’s own rules
web-story-machine-dots = Of 1,000 people, { $wrongly } are listed wrongly, { $listed } at all
web-story-machine-weekly = Wrongly on a black list, week by week. Within the year: { $value } of 1,000 people
web-story-machine-found = Of 1,000 people, { $listed } come onto a black list within the year, { $wrongly } of them wrongly at least once. Of 100 who are listed, that is { $share }.
web-story-machine-norm = “Wrongly” means one thing here: on that day the regime’s own rules would not have listed this person, had every record been right and nobody paid for another. It does not mean that the others are listed justly.
web-story-machine-turn = The regime in one sentence
web-story-machine-sentence = Of criticism, { $reads } is recorded and costs { $criticism }; of crossings at red, cameras record { $sees } at { $jaywalking } each, and put { $faces } of what they record on another person’s face; a late bill on record costs { $bill }; and whoever falls below { $cutoff } of 800 is put on the blacklist.
web-story-machine-error = How they came on it, as set now: of 100 entries on a black list, { $error } would not be there had every record been right, and { $others } would not had nobody paid for others. An entry can be both.
web-story-machine-speech = { $speech } of 100 entries are of people whose own points were lost for expression alone.
web-story-machine-records = Of 1,000 records, { $wrong } are wrong. Of 100 acts of the kinds that it can see, it records { $seen } rightly.
web-story-machine-yours = These numbers are those of your setting.

web-story-title-lives = Two lives side by side
web-story-lead-lives = A model customer and a journalist on the blacklist: the two roles that the article tells of, without names.
web-story-about-lives = The model customer at 770 of 800, and the journalist.
web-story-lives-setting = Among { $people } synthetic people, the first who fits each role is followed through the year, and once more with nobody watching: the same person, the same occasions, the same luck.
web-story-lives-bet = On how many days of the year is the journalist on a black list?
web-story-lives-of = of { $days } days
web-story-lives-name-model-customer = The model customer
web-story-lives-name-blacklisted-journalist = The journalist
web-story-lives-fig = Two scores through one year
web-story-lives-alt = { $name }: starts at { $start }, ends at { $end }, { $listed } days on a black list.
web-story-lives-from = { $tier } from { $from }
web-story-lives-day = day { $day }
web-story-lives-key = A cross marks an entry on a black list. The vertical axis does not begin at nought.
web-story-lives-ends = The year ends at { $score } of { $of } points, in the tier “{ $tier }”. Days on a black list: { $listed } of { $days }. { $denials ->
    [0] No request was denied.
    [one] One request was denied.
   *[other] { $denials } requests were denied.
} { $stopped ->
    [0] Nothing was stopped while being said.
    [one] One thing was stopped while being said.
   *[other] { $stopped } things were stopped while being said.
} { $silent ->
    [0] Nothing was kept in for fear.
    [one] One thing was kept in for fear.
   *[other] { $silent } things were kept in for fear.
}
web-story-lives-shadow = By what this person did, with every record right and nobody paying for another, the score would be { $shadow }. Points lost for what others did: { $others }.
web-story-lives-read = Read this life day by day
web-story-lives-without = The same two with nobody watching
web-story-lives-none = Things said: { $said } under the regime, { $free } without it. Volunteering, blood and gifts: { $good } under the regime, { $other } without it.
web-story-lives-luck = Both had the same occasions in both worlds. What differs is what they made of them, and what became of it. That people volunteer more for points is an assumption of the model.
web-story-lives-sources = Where the two roles come from
web-story-lives-told-model-customer = The article calls her score a part of the state’s system. It was a company’s score, from 350 to 950; 770 of 800 is the article’s figure.
web-story-lives-told-blacklisted-journalist = What happened was a court’s list of judgment defaulters after a defamation suit, as reported from 2017 on. The article tells it as a low score. Lists of courts and scores are kept apart in chapter 8.
web-story-lives-first = Whoever is followed here stands in the same place as the one told of, and is nobody else: every other thing in this life is another one’s.

web-story-title-friends = Your friends
web-story-lead-friends = The article says that people lose points when a close friend or a parent criticises the government. What follows from that one sentence?
web-story-about-friends = Who pays for what others say.
web-story-friends-setting = Take the sentence at its word: a recorded criticism costs the speaker points, and costs people at home and close friends a part of them.
web-story-friends-bet = How many of 1,000 people lose points within the year for something that somebody else did?
web-story-friends-dots = Of 1,000 people, { $value } lose points for what somebody else did
web-story-friends-harmed = lost points for another
web-story-friends-rest = lost none for another
web-story-friends-weekly = Wrongly on a black list. Within the year { $value } of 1,000 people; { $alone } where nobody pays for others
web-story-friends-found = { $harmed } of 1,000 people lose points for what another did. Of 100 points lost under the regime, { $share } are lost for others.
web-story-friends-bystanders = { $sanctioned } of 1,000 people are sanctioned at all. For each of them, { $ratio } people who are never sanctioned pay for somebody or are turned away for their family.
web-story-friends-turn = How far a word reaches
web-story-friends-sentence = Of criticism, { $reads } is recorded. It costs the speaker { $criticism }; people at home lose { $home } of that, close friends { $close }; and each month every score moves { $company } of the way to the mean of the friends’ scores.
web-story-friends-alone = The same setting, but nobody pays for others: { $alone } of 1,000 people are listed wrongly instead of { $value }.
web-story-friends-record = What the record says: one village gave points to kin for a good deed. No rule was found that takes points from kin or friends. The article’s sentence is a claim (A07).
web-story-friends-limit = How much of the points reaches whom is not said by anybody. Those shares are assumed, and so is how many close friends people have.

web-story-title-silence = Silence
web-story-lead-silence = Some are punished for speaking. What do the others do, whom nobody punished?
web-story-about-silence = Words kept in by people whom nobody touched.
web-story-silence-setting = In the model, sanctions make fear: in those who are sanctioned, in those at home, in close friends, and a little in everybody where a case is publicised. Fear makes people say less.
web-story-silence-bet = Of 1,000 things that people would have said with nobody watching, how many stay unsaid for fear?
web-story-silence-of = of 1,000 things
web-story-silence-unit = of 1,000 quarters of a year
web-story-silence-quarters = of 1,000 quarters of a year lived by people whom nobody touched
web-story-silence-found = Of 1,000 things that would have been said, { $chilled } stay unsaid for fear, and { $stopped } are stopped, for instance at a suspended account. { $people } of 1,000 people keep silent at least once.
web-story-silence-word = “Unsaid for fear” means: the same person, at the same moment, with the same luck, speaks when nobody is watched. How strongly fear acts on speech is assumed. No source gives it.
web-story-silence-untouched = Now those whom nobody touched, never recorded and never sanctioned. Of 1,000 quarters of a year that they lived, { $untouched } held a word kept in for fear. Among those recorded or sanctioned: { $touched }.
web-story-silence-quarter = Fear reaches the untouched through others at home, close friends and what everybody hears of. The model counts how often, not through whom.
web-story-silence-turn = What would it take?
web-story-silence-sentence = Whoever is recorded criticising { $arrest } goes to house arrest, in public. Of 15 levels of fear, that adds { $own } to one’s own, { $kin } for each at home, { $friend } for each close friend, and { $public } for everybody in town.
web-story-silence-once = Let once be enough
web-story-silence-yours = As set now, { $sanctioned } of 1,000 people are sanctioned, and { $chilled } of 1,000 things stay unsaid for fear.
web-story-silence-limit = What is not shown: what was left unsaid, whether it was said elsewhere, and those who would not have spoken in any case. Fewer words are counted here as a loss; nothing in ostrakon seeks them.
web-story-silence-weekly = Unsaid for fear, week by week. Over the year: { $value } of 1,000 things
web-story-silence-bars = Silence without ever having been touched: { $value } of 1,000 quarters of a year
web-story-silence-row-untouched = never recorded, never sanctioned
web-story-silence-row-touched = recorded or sanctioned

web-story-title-abolish = Abolish it
web-story-lead-abolish = A year of the regime, then half a year without. What ends with it, and what does not?
web-story-about-abolish = What ends with it, and what does not.
web-story-abolish-setting = After { $weeks } weeks the regime is abolished: lists close, gates open, scores are erased. The same people live on.
web-story-abolish-bet = In its last week, { $before } things were kept in for fear, for every 100,000 people. How many in the fourth week after its end?
web-story-abolish-unit = things in a week, for every 100,000 people
web-story-abolish-once = What ends at once
web-story-abolish-fades = Kept in for fear, per 1,000 people and week:
web-story-abolish-turn = How fast is fear forgotten?
web-story-abolish-sentence = Each week { $fades } of fear fades. Before the end, whoever was recorded criticising { $arrest } went to house arrest, and whoever fell below { $cutoff } was put on the blacklist.
web-story-abolish-fear = Mean fear of all people, in levels from 0 to 15: { $before } in the last week of the regime, { $half } thirteen weeks later, { $last } at the end.
web-story-abolish-law = That fear fades by itself is a law of the model, and its speed an assumption: the first number of the sentence. Whoever believes another speed can set it.
web-story-abolish-gone = What does not come back. Before the end, { $denials } requests per 1,000 people were denied, to { $people } of 1,000 people; and { $silent } of 1,000 people kept something in at least once, some of them after the end. In the model a denied request is not granted later, and an unsaid word is not said later.
web-story-abolish-limit = Careers, trust, and habits of silence that outlast fear are not in the model. Nothing here says that they recover.
web-story-abolish-world-stays = the regime stays
web-story-abolish-world-ends = abolished after a year
web-story-abolish-world-nobody = nobody was ever watched
web-story-abolish-fig-listed = On a black list: { $before } of 1,000 people in the last week, { $after } in the next
web-story-abolish-fig-chilled = Kept in for fear: { $before } in the last week, { $after } in the next, { $later } in the fourth
web-story-abolish-fig-mean-fear = Mean fear: { $before } in the last week, { $after } in the next, { $later } in the fourth

web-story-title-mend = Mend it
web-story-lead-mend = Four ways of mending, each with its effect and its limits. The column “nobody is watched” stays.
web-story-about-mend = Appeals, expiry, no association, a human check.
web-story-mend-setting = The article’s regime knows no appeal. Of 100 people ever listed wrongly, { $still } are wrongly on a list when the year ends.
web-story-mend-bet = Now listed people may appeal, on average { $lodged }, and { $granted } of the wrongly listed win. Of 100 people ever listed wrongly, how many are still wrongly listed when the year ends?
web-story-mend-of = of 100 people ever listed wrongly
web-story-mend-on = Switched on
web-story-mend-title-appeals = Appeals
web-story-mend-does-appeals = Listed people may appeal once for each entry, and are answered after a month. Whoever wins gets back what errors took, and cannot be listed again by the score for a year.
web-story-mend-limit-appeals = An appeal comes after the entry. It shortens a wrong and prevents none, and gives back what errors took, not what was paid for others. The chance of winning is that of disputes in a study of American credit files (FTC 2012): an orientation, no more.
web-story-mend-sentence-appeals = Listed people appeal { $lodged }; of the wrongly listed who do, { $granted } win.
web-story-mend-title-expiry = An end to each entry
web-story-mend-does-expiry = Each entry on the blacklist ends by itself after a term.
web-story-mend-limit-expiry = The entry ends, the score stays. Whoever is still below the cutoff is listed again the next day; the row “on a list at the end” says how many.
web-story-mend-sentence-expiry = An entry ends after { $term }.
web-story-mend-title-alone = Nobody pays for others
web-story-mend-does-alone = Points no longer pass to family and friends, and friends’ scores no longer pull on one’s own.
web-story-mend-limit-alone = Errors stay, and so do the rules: whoever is listed by them for speaking remains listed.
web-story-mend-title-check = A human looks first
web-story-mend-does-check = A human looks at a share of the entries before they count, and stops some of the wrong ones.
web-story-mend-limit-check = A human who has only the file sees what the machine saw, as you did in chapter 1. How many wrong entries are found is assumed: turn it to nought.
web-story-mend-sentence-check = A human looks at { $looked } of the entries, and stops { $catches } of the wrong ones among them.
web-story-mend-all = All four
web-story-mend-together = Switch all four on
web-story-mend-left = With all four, { $listed } of 1,000 people are listed within the year, { $wrongly } of them wrongly, and { $silent } of 1,000 keep something in at least once.
web-story-mend-now = As switched now, { $listed } of 1,000 people are listed within the year, { $wrongly } of them wrongly, and { $silent } of 1,000 keep something in at least once.
web-story-mend-norm = A mended regime is measured here by its own rules. Whether there should be such rules, mending does not ask.
web-story-mend-table = What mending changes, of 1,000 people
web-story-mend-row = Within the year
web-story-mend-change = change
web-story-mend-row-wrongly-listed = listed wrongly
web-story-mend-row-listed-at-end = on a list at the end
web-story-mend-row-denied-wrongly = turned away wrongly
web-story-mend-row-harmed-by-association = lost points for another
web-story-mend-row-ever-chilled = kept something in for fear
web-story-mend-row-still = of 100 ever listed wrongly: wrongly on a list at the end
web-story-mend-nobody = nobody is listed
web-story-mend-plus = +{ $value }
web-story-mend-minus = −{ $value }
web-story-mend-more = { $value }
web-story-mend-less = { $value }
web-story-mend-same = none
web-story-mend-unsure = { $value }; may be chance

web-story-title-known = What is known, and what is assumed
web-story-lead-known = Every number of this story hangs on numbers that somebody had to choose. Here they are, each with its status, its source and a dial.
web-story-about-known = A dial for each assumption.
web-story-known-setting = The regime and the society are files. Most numbers in them have a status: how well they are known.
web-story-known-bet = Of 100 numbers with a status, how many are assumed?
web-story-known-of = of 100 numbers
web-story-known-found = { $n } of { $of } numbers with a status are assumed. The story shows what follows from them. It does not show that they are right.
web-story-known-bars = Of { $of } numbers with a status, { $n } are assumed
web-story-known-unit = numbers
web-story-known-how = Counted: every number of the regime and every sourced number of the society that can be turned. Those of which the file states no status are a bar of their own and not in the share.
web-story-known-turn = Turn what you doubt
web-story-known-dials = These stand behind most numbers of the story. The ends of each dial are those that the file thinks possible.
web-story-known-ends = from { $low } to { $high }
web-story-known-was = it was { $value }
web-story-known-now = As set now, { $value } of 1,000 people are listed wrongly
web-story-known-row-wrongly-listed = listed wrongly
web-story-known-row-listed = listed
web-story-known-row-ever-chilled = kept something in for fear
web-story-known-rest = All other numbers ({ $n })
web-story-known-seek = Find
web-story-apart = Three things that are not one
web-story-apart-lead = “Social credit” is said of things that have little to do with each other. The catalogue has them apart, each with its sources, and none of them is the article’s regime.
web-story-apart-court = Lists of courts
web-story-apart-is-court = Whoever does not do what a court ordered can be put on a public list. There are no points. The article’s “10 million with bad credit” is near the published count of this list (9.59 million at the end of 2017).
web-story-apart-city = Scores of cities and villages
web-story-apart-is-city = Points by local rule, each place with its own. Some were withdrawn, some only reward. None covers the country.
web-story-apart-company = Scores of companies
web-story-apart-is-company = A private score for those who sign up. The article’s 770 and its waived deposits resemble it. The sources found keep it apart from the lists of the state.
web-story-apart-elsewhere = And elsewhere
web-story-apart-is-elsewhere = Credit files, name-matched watch lists and automated fraud finders also turn records into consequences. They are not social credit, and err in ways that are better measured.
web-story-claims = The article’s { $n } claims beside the record
web-story-claims-lead = Each claim as the regime’s file holds it, and what the record says. Nobody here has seen more than the sources that the file names.
web-story-claims-id = No.
web-story-claims-claim = Claim
web-story-claims-verdict = What the record says

web-teach-title = For teachers
web-teach-lead = One page for each chapter: its figure, three questions, and what to look for. The figures are made now, from the same run as the story. A lesson of 45 minutes takes two or three chapters.
web-teach-lead-still = One page for each chapter: its figure, three questions, and what to look for. The figures come from the runs that were prepared for this site, as those of the story do. A lesson of 45 minutes takes two or three chapters.
web-teach-print = Print
web-teach-choose = Which pages
web-teach-every = All chapters
web-teach-questions = Three questions
web-teach-look = What to look for
web-teach-foot = Everyone is synthetic. The regime is a claim of a press article of 2018, taken at its word; most of its numbers are assumed. Intervals are 95 percent, of chance alone.
web-teach-open = Open the chapter
web-teach-sum = Sum:
web-teach-q-clerk-1 = Before you add up: which of these people would you call trustworthy, and from what on the file?
web-teach-q-clerk-2 = Which records could you check, and with whom? Whom would you have to ask?
web-teach-q-clerk-3 = Two clerks with the same rule always agree. Does that make the rule fair?
web-teach-look-clerk = The arithmetic is easy and everybody arrives at the same sum. The errors lie in what is on the file, and cannot be seen there. Let pupils find this themselves before they open the truth.
web-teach-q-machine-1 = What does “wrongly” mean in this chapter, and what does it leave out?
web-teach-q-machine-2 = Which single number of the sentence changes wrongful listing most? What is its source?
web-teach-q-machine-3 = A small share of a large population: how many people is it in your town, and in your country?
web-teach-look-machine = The interval beside each number, and that it covers chance alone. Who turns the camera’s errors first often finds less than expected; let them ask why, and then turn what is read and what it costs.
web-teach-q-lives-1 = What did each of the two do differently in the two worlds, and what was done to them?
web-teach-q-lives-2 = What would the journalist have had to do to stay off the list? Would you have wanted that?
web-teach-q-lives-3 = The article tells two true-sounding stories. What in each was something else?
web-teach-look-lives = One life proves nothing about many; it shows how the rules act. The two sources are the lesson: a court’s list and a company’s score were told as one system.
web-teach-q-friends-1 = Would you tell a friend to be quiet, to save your own points? Would you change your friends?
web-teach-q-friends-2 = Compare the curve without association to the others. What does it show, and what does it not?
web-teach-q-friends-3 = Where outside this story do people pay for what family or friends do?
web-teach-look-friends = How many pay without ever being listed. What the record says of this claim: no rule was found that takes points from kin. A vivid sentence can carry most of an effect and still lack a source.
web-teach-q-silence-1 = How can a word that was not said be counted in a model? Could it be counted in a real society?
web-teach-q-silence-2 = What changes more of the silence: how hard people are punished, or how few times it takes?
web-teach-q-silence-3 = Why does ostrakon never offer to find the regime that makes people quietest?
web-teach-look-silence = With the numbers as claimed, few words go missing; with other assumptions, many. Both are results of the model. The question is which assumption somebody could check, and how.
web-teach-q-abolish-1 = Which curves fall at once, and which slowly? What in the model makes the difference?
web-teach-q-abolish-2 = What cannot be given back to those who were denied something?
web-teach-q-abolish-3 = How would you find out how fast fear fades in people?
web-teach-look-abolish = The slow fading follows from one assumed number, and the chapter says so. The honest lesson is how to read such a curve: as a consequence, not as evidence.
web-teach-q-mend-1 = Which of the four would you take first, and for whom does it do nothing?
web-teach-q-mend-2 = Why does an appeal not lower the number of people who are listed wrongly?
web-teach-q-mend-3 = Is a regime that makes no mistakes by its own rules a just one?
web-teach-look-mend = The effect and the limit of each way. The column “nobody is watched” keeps the question open whether to mend or to do without.
web-teach-q-known-1 = Choose one assumed number. Who could know it, and who would tell?
web-teach-q-known-2 = Which of the article’s claims are contradicted, which documented? Was the article wrong, or partly right about other things?
web-teach-q-known-3 = Court list, city score, company score: who decides, about whom, and where can one complain?
web-teach-look-known = That “assumed” is not “false”. A model with stated assumptions can be argued with; let pupils name the dial that would change their mind.
web-story-abolish-not = What does not end at once
web-story-abolish-row-listed = On a black list, of 1,000 people
web-story-abolish-row-denied = Requests denied, per 1,000 people and week
web-story-abolish-row-silenced = Stopped while being said, per 1,000 people and week
web-story-abolish-then = { $before } in the last week, { $after } in the next
web-story-abolish-week = { $n ->
    [0] in the last week of the regime
    [1] in the first week after it
   *[other] in week { $n } after it
}
web-story-clerk-open-below = Decide all files, ask for the truth, or scroll on.
web-story-knob-false = False records of late bills, per person and year
web-story-knob-start = Score with which everybody starts
web-story-knob-rate = How often people criticise, per person and year
web-story-knob-spread = How unlike people are in outspokenness
web-story-knob-ties = Close friends per person
web-teach-mended = “Mended”: all four ways of this chapter at once, each as the chapter begins with it.

## A life, drawn

web-life-title = A life
web-life-lead = { $regime } · one of { $people } people, { $days } days, seed { $seed }
web-life-regime = Regime
web-life-choose = Somebody else
web-life-in-city = Show in the city
web-life-living = This life is lived again, and once more without any regime …
web-life-intro = Everybody can be followed through their days: what they did, what was recorded of it, what it cost. Choose somebody above, click a dot in the city, or begin with one of these, whom a press article tells of without needing their names.
web-life-told = Status: { $status }. Source: { $source }.
web-life-status-documented = documented
web-life-status-reported = reported
web-life-status-claimed = claimed
web-life-status-disputed = disputed
web-life-status-assumed = assumed
web-life-household = At home with
web-life-friends = Close friends:
web-life-never-part = Without any regime, nothing that happens to this person would be otherwise.
web-life-part = Under this regime and without any, this life is the same until { $date }; the dashed line marks that day.
web-life-part-at-once = Under this regime and without any, this life goes other ways from the first day on.
web-life-all = List also what changed nothing
web-life-beside = Beside it: the same person, no regime
web-life-without = The same person, no regime
web-life-text = Text
web-life-figure = Time runs to the right. Each mark opens.
web-life-drawing = The life, drawn; it scrolls sideways
web-life-alt = The life of { $id } over { $days } days, with { $n } marks. Arrow keys go from mark to mark, Enter opens one.
web-life-hint = Open a mark to see what happened beside what the regime wrote.
web-life-legend = What the marks mean
web-life-legend-score = the score
web-life-legend-shadow = the score without errors and without what others did
web-life-daily = Day by day, in words ({ $n })
web-life-score = Score
web-life-no-score = No score is kept.
web-life-noon = noon
web-life-on = on “{ $list }”
web-life-at = { $date }, { $time }
web-life-mark = What happened beside what the regime wrote
web-life-earlier = Earlier mark
web-life-later = Later mark
web-life-happened = What happened
web-life-happened-none = Nothing but what the regime did.
web-life-written = What the regime wrote
web-life-written-none = Nothing. Nobody recorded it.
web-life-lane-acts = Own occasions
web-life-lane-records = Records
web-life-lane-paid = Paid for others
web-life-lane-requests = Requests
web-life-lane-lists = Tiers and lists
web-life-lane-struck = Consequences
web-life-lane-company = Company
web-life-sort-ahead = went ahead
web-life-sort-not = did not go ahead
web-life-sort-silent = kept silent
web-life-sort-spoke = spoke up
web-life-sort-gate = stopped by a gate
web-life-sort-detained = detained
web-life-sort-right = recorded as it was
web-life-sort-misattributed = recorded on the wrong person
web-life-sort-nothing = recorded though it never happened
web-life-sort-paid = paid for another’s act
web-life-sort-granted = request granted
web-life-sort-privileged = granted by privilege
web-life-sort-refused = refused, as without the regime
web-life-sort-denied = denied by the regime
web-life-sort-worse = into a worse tier
web-life-sort-better = into a better tier
web-life-sort-black = put on a black list
web-life-sort-red = put on a red list
web-life-sort-off = off a list
web-life-sort-spared = listing stopped by review
web-life-sort-lodged = appeal lodged
web-life-sort-decided = appeal decided
web-life-sort-consequence = consequence
web-life-sort-fear = fear rises
web-life-sort-cut = tie cut
web-life-sort-company = company moves the score
web-life-joint = { $first }; { $next }
web-life-somebody = somebody
web-life-whose-self = the person
web-life-whose-household = somebody at home ({ $id })
web-life-whose-close-friend = a close friend ({ $id })
web-life-whose-acquaintance = an acquaintance ({ $id })
web-life-rule-of = { $rule } ({ $article })
web-life-wrote = { $points } points by rule { $rule }
web-life-wrote-lists = { $points } points by rule { $rule }, which lists directly
web-life-lists-directly = listed directly by rule { $rule }
web-life-uncounted = no rule counts it
web-life-act = { $kind }: { $choice }
web-life-choice-ahead = goes ahead
web-life-choice-not = does not go ahead
web-life-choice-detained = is detained and cannot
web-life-choice-silent = keeps silent; without the regime the word would have been said
web-life-choice-spoke = speaks up; without the regime it would not have been said
web-life-choice-gate = goes ahead and is stopped by a gate
web-life-ask-ahead = asks
web-life-ask-not = does not ask
web-life-ask-detained = is detained and cannot ask
web-life-gate-granted = granted
web-life-gate-granted-by-privilege = granted by privilege
web-life-gate-refused = refused, as without the regime
web-life-gate-denied = denied
web-life-because = { $gate } because of { $why }
web-life-barred-too = { $gate }; { $why } would have barred it too
web-life-closed-standing = the person’s standing
web-life-closed-confinement = confinement
web-life-closed-family = a list that somebody at home is on
web-life-recorded = recorded by { $channel }
web-life-recorded-on = recorded by { $channel } as an act of { $on }
web-life-unseen = nobody records it
web-life-fate-kept = kept
web-life-fate-dropped-by-review = dropped by review
web-life-fate-not-covered = not covered by the regime
web-life-fate-waits-for-review = waits for review
web-life-fate-due = { $fate }, counts on day { $day }
web-life-others = { $kind } of { $actor }, recorded as an act of this person by { $channel }
web-life-nothing = { $kind } that never happened, recorded by { $channel }
web-life-paid = { $wrote }, through { $whose }
web-life-company = the company of { $ties } friends with a mean score of { $mean } moves the score from { $before } to { $after }
web-life-tier = from tier “{ $before }” to tier “{ $tier }”
web-life-listed = put on “{ $list }”
web-life-listed-wrongly = put on “{ $list }”, wrongly
web-life-lasts = { $days ->
    [one] for one day
   *[other] for { $days } days
}
web-life-lasts-none = an entry that lasts no day
web-life-off = { $days ->
    [one] off “{ $list }” after one day: { $way }
   *[other] off “{ $list }” after { $days } days: { $way }
}
web-life-way-term-over = term over
web-life-way-duty-performed = duty performed
web-life-way-score-recovered = score recovered
web-life-way-appeal-granted = appeal granted
web-life-way-list-closed = list closed
web-life-spared = a review stops an entry on “{ $list }”
web-life-lodged = appeals against “{ $list }”
web-life-appeal-granted = the appeal against “{ $list }” is granted
web-life-appeal-refused = the appeal against “{ $list }” is refused
web-life-consequence = { $of }: { $names }
web-life-a-sanction = a sanction
web-life-fine = a fine of { $yuan } yuan
web-life-detention = { $days ->
    [one] one day of detention
   *[other] { $days } days of detention
}
web-life-fear = fear rises by { $levels } levels: { $whose } is sanctioned
web-life-cut = the tie to { $whose } is cut on account of “{ $list }”
web-life-pair-occasion = Occasion
web-life-pair-act = Act
web-life-pair-choice = Choice
web-life-pair-seen-by = Could be seen by
web-life-pair-evaded = Evaded
web-life-pair-standing = Standing
web-life-pair-felt = Fear, hardship
web-life-pair-done-by = Done by
web-life-pair-whose = Whose
web-life-pair-ties = Ties
web-life-pair-sanctioned = Sanctioned
web-life-pair-fear = Fear
web-life-pair-tie-to = Tie to
web-life-pair-rightly = Rightly
web-life-pair-judged = Listed
web-life-pair-shadow = Shadow score
web-life-pair-recorded = Recorded by
web-life-pair-as-act = As an act of
web-life-pair-account = On account of
web-life-pair-fate = Fate
web-life-pair-without-error = Without error
web-life-pair-points = Points
web-life-pair-rule = Rule
web-life-pair-puts-on = Puts on
web-life-pair-request = Request
web-life-pair-closed = Closed for
web-life-pair-wrongly = Wrongly
web-life-pair-innocent = Innocent
web-life-pair-costs = Costs
web-life-pair-score = Score
web-life-pair-tier = Tier
web-life-pair-list = List
web-life-pair-entered = Entered by
web-life-pair-until = Until
web-life-pair-way = Way out
web-life-pair-days = Days
web-life-pair-appeal = Appeal
web-life-pair-follows = Follows from
web-life-pair-from-now = From now on
web-life-pair-fine = Fine
web-life-pair-detained = Detained
web-life-pair-also = Also
web-life-kind-of = { $kind } ({ $nature })
web-life-nature-unlawful = unlawful
web-life-nature-contractual = breach of contract
web-life-nature-lawful = lawful
web-life-nature-expression = expression
web-life-nature-prosocial = prosocial
web-life-nature-request = request
web-life-nobody = nobody: it never happened
web-life-true-right = the act of { $whose }
web-life-true-misattributed = somebody else’s act, recorded as an act of { $whose }
web-life-true-false = nothing that happened, recorded as an act of { $whose }
web-life-no-channel = no channel
web-life-no-list = no list
web-life-standing = tier { $tier }, on { $lists }
web-life-felt = { $fear } and { $hardship } of 15
web-life-ties = { $ties }, with a mean score of { $mean }
web-life-rises = rises by { $levels } of 15 levels
web-life-rightly-no = no: without errors and without what others did, not on this list
web-life-rightly-yes = yes, by the regime’s own rules
web-life-judged-by-error = by error
web-life-judged-by-association = by association
web-life-judged-no-unlawful-or-contractual-act = with no unlawful or contractual act
web-life-judged-for-lawful-conduct-or-expression = for lawful conduct or expression
web-life-judged-for-expression-alone = for expression alone
web-life-judged-no-points-by-own-records = with no points by own records
web-life-shadow = { $score }, without errors and without what others did
web-life-on-other = { $id }, somebody else
web-life-on-self = this person
web-life-account-right = the person’s own act
web-life-account-misattributed = an error: the wrong person
web-life-account-false = an error: nothing happened
web-life-points = { $points } points
web-life-repeated = { $points }, record { $n } of its window
web-life-yuan = { $n } yuan
web-life-minutes = { $n } minutes
web-life-days = { $days } days
web-life-wrongly = yes: the shadow’s standing would not be denied
web-life-innocent = nothing unlawful done and no contract broken so far
web-life-then = { $before }, then { $after }
web-life-tier-before = { $tier }, before { $before }
web-life-granted = granted
web-life-refused = refused
web-life-by-rule = a rule
web-life-by-score = the score
web-life-by-cutoff = the score, cutoff { $cutoff }
web-life-public = the name is made public
web-life-account-removed = the account is removed

## The bench, its links and problems

web-problem-title = What is wrong
web-problem-line = Line { $line }
web-problem-apply = Use “{ $name }”
web-problem-more = Show { $n } more
web-link-version = This link is of version “{ $version }”; this page reads links of version { $known }.
web-link-version-remedy = Open it in the version of ostrakon that made it, or load the page again if the page is older.
web-link-damaged = This link was damaged on its way: part of it is missing or changed.
web-link-damaged-remedy = Copy it once more, whole, from where it came. What you were working on is untouched.
web-link-shape = This link is whole, but holds something that the bench does not know.
web-link-shape-remedy = It may have been made by a newer version of ostrakon. What you were working on is untouched.
web-link-gone = This link names “{ $name }”, which the catalogue here does not have.
web-link-gone-remedy = The version of ostrakon that made it has it. Here, choose something else in its place.
web-link-moved = The numbers are not those that the link was made with: it was made by ostrakon { $made }, and this is { $version }.
web-link-moved-remedy = The worlds are the same; what was counted in them is not. Install the version of the link to see its numbers.
web-link-moved-same = The numbers are not those that the link was made with, though the version is the same: { $made }.
web-link-moved-same-remedy = A regime or a society on this machine differs from the one that the link saw, or the machine that made it was changed.
web-link-moved-world = World { $world }: counted then { $then }, now { $now }.
web-bench-title = The bench
web-bench-lead = Two to four worlds side by side: the same people with the same luck, under different rules. Change one, and all of them live once more.
web-bench-keys = Keys
web-bench-close = Close
web-bench-own = A text of one’s own
web-bench-name = { $letter }: { $title }
web-bench-name-changed = { $letter }: { $title }, changed
web-bench-world = World { $letter }
web-bench-first = The others are compared with this one.
web-bench-regime = Regime
web-bench-changes = What is changed in { $letter }
web-bench-unchanged = Nothing is changed.
web-bench-wrong = { $n ->
    [one] One thing is wrong here.
   *[other] { $n } things are wrong here.
}
web-bench-change = Change { $letter }
web-bench-copy = Copy
web-bench-copy-of = Copy { $letter } beside it
web-bench-remove = Remove
web-bench-remove-of = Remove { $letter }
web-bench-city = See its city
web-bench-city-of = See the city of { $letter }
web-bench-add = Add a world
web-bench-undo = Undo: { $what }
web-bench-without = without { $what }
web-bench-ends = abolished on day { $day }
web-bench-common = What all worlds share
web-bench-society = Society
web-bench-field-people = People
web-bench-field-days = Days
web-bench-field-seed = Seed of the luck
web-bench-bounds = A whole number from { $low } to { $high }. The one before still holds.
web-bench-in-all = Changed in the society, for all worlds
web-bench-workshop = Change world { $letter }
web-bench-panes = Ways to change it
web-bench-pane-dials = Numbers
web-bench-pane-switches = Switches
web-bench-pane-text = Text
web-bench-pane-says = In words
web-bench-problems = { $n ->
    [one] One thing is wrong in { $letter }
   *[other] { $n } things are wrong in { $letter }
}
web-bench-warnings = { $n ->
    [one] One remark; it hinders nothing
   *[other] { $n } remarks; they hinder nothing
}
web-bench-says = What the regime says, as ostrakon explain tells it.
web-bench-dials = Turn a number and the worlds live again. Its status says how well it is known; most are assumed, and the range is what is thought possible.
web-bench-seek = Search
web-bench-status = How well it is known
web-bench-status-all = all
web-bench-status-documented = documented
web-bench-status-reported = reported
web-bench-status-claimed = claimed
web-bench-status-disputed = disputed
web-bench-status-assumed = assumed
web-bench-status-unstated = not stated
web-bench-dials-found = { $n } of { $of } numbers
web-bench-dials-turned = Turned
web-bench-dials-society = The society (changes hold in every world)
web-bench-dial-type = { $title }, as a number
web-bench-dial-back = back to { $value }
web-bench-dial-back-of = { $title }: back to { $value }
web-bench-dial-range = thought possible: { $low } to { $high }
web-bench-dial-wrong = This is no number.
web-bench-dial-unit-points = points
web-bench-dial-unit-days = days
web-bench-dial-unit-share = share
web-bench-dial-unit-a-year = a year
web-bench-switches = What the sources say that it does
web-bench-no-switch = (context; there is nothing to switch)
web-bench-no-switches = This regime names no mechanisms that could be switched off.
web-bench-ends-title = An end
web-bench-ends-switch = Abolish all of it within the run
web-bench-ends-day = on day
web-bench-mode = What is written
web-bench-mode-entry = nothing: the catalogue’s
web-bench-mode-diff = only what changes
web-bench-mode-whole = the whole regime
web-bench-mode-hint = Choose to write only what changes, or the whole regime. What you write stays in this browser until you take it away.
web-bench-diff-title = { $title }, changed
web-bench-text = Text of world { $letter }, YAML
web-bench-editor-completions = What may be written here
web-bench-save-text = Save the text
web-bench-open-text = Open a file
web-bench-file-large = “{ $name }” is too large for a regime.
web-bench-file-large-remedy = A regime has at most { $limit } characters.
web-bench-mend = The results are those of the last text without a mistake.
web-bench-sound = Nothing is wrong.
web-bench-checking = Being checked …
web-bench-choose = What is shown: { $n } of { $of } outcomes
web-bench-outcomes = Outcomes
web-bench-all = Take all { $n }
web-bench-usual = The usual ones
web-bench-nothing-found = Nothing is called “{ $sought }”.
web-bench-weekly = Weekly curves
web-bench-cuts = Cuts
web-bench-cuts-hint = Each outcome within every group of an attribute, or of two together.
web-bench-cut = group
web-bench-cut-first = By
web-bench-cut-second = and by
web-bench-cut-none = —
web-bench-cut-add = Add
web-bench-cuts-title = By group
web-bench-cut-outcome = Outcome
web-bench-results = What comes of it
web-bench-stopped = Stopped. What is shown is older.
web-bench-here = The results of { $people } people are here.
web-bench-living = { $done } of { $of } people have lived …
web-bench-seconds = about { $n ->
    [one] one second
   *[other] { $n } seconds
} left
web-bench-minutes = about { $n ->
    [one] one minute
   *[other] { $n } minutes
} left
web-bench-begins = { $people } people begin to live in { $worlds } worlds …
web-bench-progress = People who have lived
web-bench-stop = Stop
web-bench-go-on = Go on
web-bench-offline = The connection to ostrakon is lost. It is made again as soon as it can be, and what you asked for is asked again; nothing is lost.
web-bench-last-good = { $n ->
    [one] In { $worlds } something is wrong. Its numbers are those of its last text without a mistake.
   *[other] In { $worlds } something is wrong. Their numbers are those of their last texts without a mistake.
}
web-bench-none-good = { $n ->
    [one] In { $worlds } something is wrong. Nothing is lived before it is mended.
   *[other] In { $worlds } something is wrong. Nothing is lived before they are mended.
}
web-bench-no-room = This browser has no room left to keep what you write. Take it away: save the text, or copy the link.
web-bench-nothing = Nothing has been lived yet.
web-bench-note-coarse = first, rough results from { $people } people
web-bench-note-older = older: not yet what stands there now
web-bench-interval = In brackets: 95 percent intervals over seeds. They cover what another luck would give, not whether a regime is described rightly. Differences are paired: the same people with the same luck.
web-bench-under = In { $world }: { $value }.
web-bench-apart-more = In { $world }: { $value }, { $gap } { $unit } more than in { $first } ({ $low } to { $high } more).
web-bench-apart-less = In { $world }: { $value }, { $gap } { $unit } less than in { $first } ({ $low } to { $high } less).
web-bench-apart-same = In { $world }: { $value }, exactly as in { $first }.
web-bench-apart-unsure = In { $world }: { $value }. From { $first } it differs by { $signed } { $unit } ({ $low } to { $high }): another seed might show none, or the opposite.
web-bench-apart-unknown = In { $world }: { $value }.
web-bench-apart-why = In { $world }: { $value }. How it differs from { $first } is not known: { $reason }.
web-bench-table = The numbers of all worlds
web-bench-name-of = name
web-bench-unit = unit
web-bench-how = Interval: 95 percent over seeds, jackknife over groups of communities within provinces; differences are paired.
web-bench-how-weekly = { $what }, { $unit }, at the end of each whole week or within it. Interval: 95 percent over seeds, jackknife over groups of communities within provinces.
web-bench-and = { "; " }
web-bench-at = { $value } in { $world }
web-bench-chart-weekly = { $what }, { $unit }: in the last week { $each }
web-bench-chart-more = { $n ->
    [one] { $what }: { $gap } { $unit } more in { $world } than in { $first }
   *[other] Of { $n } outcomes “{ $what }” differs most: { $gap } { $unit } more in { $world } than in { $first }
}
web-bench-chart-less = { $n ->
    [one] { $what }: { $gap } { $unit } less in { $world } than in { $first }
   *[other] Of { $n } outcomes “{ $what }” differs most: { $gap } { $unit } less in { $world } than in { $first }
}
web-bench-chart-plain = { $n ->
    [one] { $first }, { $unit }
   *[other] “{ $first }” and what else is counted in { $unit }
}
web-bench-chart-cut = { $what }, by { $cut }: in { $world } no group differs from another
web-bench-chart-cut-most = { $what }, by { $cut }: in { $world } most among “{ $most }” ({ $mostvalue }), least among “{ $least }” ({ $leastvalue })
web-bench-take = Take it away
web-bench-share = Share by a link
web-bench-link = The link
web-bench-copied = The link is copied.
web-bench-copied-text = Copied
web-bench-copy-self = Copy it from the field.
web-bench-copy-text = Copy
web-bench-link-holds = It holds the worlds, the seed, what is shown and the digests of the counts: whoever opens it gets the same numbers, or is told that they differ.
web-bench-link-long = It has { $n } characters; some programs cut such links short. Save the text as well.
web-bench-python = Open this in Python
web-bench-script = Run it where ostrakon is installed: it gives the numbers of this page.
web-bench-script-save = Save the script
web-bench-study = Save as a study folder
web-bench-study-going = The study is being lived and written …
web-bench-study-ready = Save the study ({ $kb } kB, zip)
web-bench-study-holds = A folder that holds regimes, plan, numbers and a report, and that ostrakon verify can make again.
web-bench-took = Lived { $people } people for { $days } days in { $worlds } worlds, and drew it, in { $seconds } s.
web-bench-still = This is a static page: it shows what was prepared. To change worlds, start ostrakon serve.
web-bench-still-common = People, days and seed are those of the prepared runs and cannot be changed here: a static page lives nobody anew.
web-bench-lead-still = Two worlds side by side: the same people with the same luck, under different rules. Choose the second; its results were prepared.
web-bench-failed = This could not be done.
web-bench-failed-remedy = Try again. If it happens once more, look at the terminal in which ostrakon serve was started.
web-bench-drafts = Drafts that are kept in this browser
web-bench-draft = A draft of { $when } is kept: { $what }
web-bench-draft-open = Open it
web-bench-draft-forget = Forget it
web-bench-key-world = go to the world of that place
web-bench-key-add = add a world
web-bench-key-again = live everything again
web-bench-key-stop = stop
web-bench-key-link = make the link and copy it
web-bench-key-keys = this list
web-bench-key-next = in the text: to the next thing that is wrong, or the one before
web-bench-key-complete = in the text: what may be written here
web-bench-key-undo = in the text: undo, redo
web-bench-key-dial = at a dial: a step, ten steps
web-bench-key-leave = leave the text: Escape closes what is open, Tab goes on
web-bench-weekly-listed = On a list
web-bench-weekly-wrongly-listed = On a list wrongly
web-bench-weekly-bad-credit = In the lowest tier
web-bench-weekly-denied = Turned away
web-bench-weekly-chilled = Left unsaid for fear
web-bench-weekly-silenced = Stopped from being said
web-bench-weekly-records = Records
web-bench-weekly-points-lost = Points lost
web-bench-weekly-mean-score = Mean score
web-bench-weekly-mean-fear = Mean fear
web-bench-weekly-mean-hardship = Mean hardship
web-bench-unit-share = % of { $of }
web-bench-unit-share-of-people = % of people
web-bench-unit-share-of-listed-people = % of listed people
web-bench-unit-share-of-listings = % of listings
web-bench-unit-share-of-the-wrongly-listed = % of the wrongly listed
web-bench-unit-share-of-acts = % of acts
web-bench-unit-share-of-appeals = % of appeals
web-bench-unit-share-of-decided-appeals = % of decided appeals
web-bench-unit-share-of-denials = % of denials
web-bench-unit-share-of-expression = % of expression
web-bench-unit-share-of-person-days-listed = % of person-days listed
web-bench-unit-share-of-person-quarters = % of person-quarters
web-bench-unit-share-of-points = % of points
web-bench-unit-share-of-records = % of records
web-bench-unit-share-of-the-shadow-s-person-days = % of the shadow’s person-days
web-bench-unit-acts-per-person-year = acts per person-year
web-bench-unit-days-per-1-000-people = days per 1,000 people
web-bench-unit-days-per-decided-appeal = days per decided appeal
web-bench-unit-days-per-person-year = days per person-year
web-bench-unit-per-1-000-people = per 1,000 people
web-bench-unit-per-sanctioned-person = per sanctioned person
web-bench-unit-points-per-person = points per person
web-bench-unit-records-per-person = records per person
web-bench-measure-listed-at-end = On a list at the end
web-bench-measure-wrongful-share = Listed wrongly, of those listed
web-bench-measure-appeals-decided = Decided, of the appeals
web-bench-measure-appeals-granted = Granted, of the decided appeals
web-bench-measure-appeals-wait = Days until an appeal is decided
web-bench-measure-wrongful-appeals-lodged = Appeals lodged by the wrongly listed
web-bench-measure-wrongful-appeals-decided = Decided, of appeals by the wrongly listed
web-bench-measure-wrongful-appeals-granted = Granted, of decided appeals by the wrongly listed
web-bench-measure-wrongful-appeals-wait = Days until an appeal by the wrongly listed is decided
web-bench-measure-wrongful-denial-share = Wrongful, of the denials
web-bench-measure-wrongful-denials = Requests denied wrongly
web-bench-measure-denied-no-breach = Turned away without a breach
web-bench-measure-denials-no-breach = Denials without a breach, of the denials
web-bench-measure-silent-touched = Silent, recorded or sanctioned
web-bench-measure-misattributed = Records on the wrong person
web-bench-measure-false-records = Records of what never happened
web-bench-measure-points-to-error = Points lost to error
web-bench-measure-points-to-association = Points lost to association
web-bench-measure-wrongful-entries = Listings that are wrongful
web-bench-measure-wrongful-days = Days listed that are wrongful
web-bench-measure-list-recall = Days of the shadow’s listings that are served
web-bench-measure-rights-movement = Restricted in movement
web-bench-measure-rights-expression = Restricted in expression
web-bench-measure-rights-work = Restricted in work
web-bench-measure-rights-education = Restricted in education
web-bench-measure-rights-credit = Restricted in credit
web-bench-measure-rights-housing = Restricted in housing
web-bench-measure-rights-family = Restricted in family life
web-bench-measure-rights-liberty = Restricted in liberty
web-bench-measure-rights-account = Restricted in the use of accounts
web-bench-measure-rights-yearly-movement = Restricted in movement, a year
web-bench-measure-rights-yearly-expression = Restricted in expression, a year
web-bench-measure-rights-yearly-work = Restricted in work, a year
web-bench-measure-rights-yearly-education = Restricted in education, a year
web-bench-measure-rights-yearly-credit = Restricted in credit, a year
web-bench-measure-rights-yearly-housing = Restricted in housing, a year
web-bench-measure-rights-yearly-family = Restricted in family life, a year
web-bench-measure-rights-yearly-liberty = Restricted in liberty, a year
web-bench-measure-rights-yearly-account = Restricted in the use of accounts, a year
web-bench-measure-conduct-unlawful = Unlawful acts
web-bench-measure-conduct-contractual = Breaches of contract
web-bench-measure-conduct-lawful = Lawful acts
web-bench-measure-conduct-expression = Acts of expression
web-bench-measure-conduct-prosocial = Prosocial acts
web-bench-reason-the-regime-has-no-black-list-that-can-be-entered = the regime has no black list that can be entered
web-bench-reason-the-regime-has-no-list-that-can-be-entered = the regime has no list that can be entered
web-bench-reason-nobody-can-appeal-against-a-black-list-under-this-regime = nobody can appeal against a black list under this regime
web-bench-reason-the-regime-has-one-tier = the regime has one tier
web-bench-reason-no-tier-or-list-of-this-regime-brings-a-sanction = no tier or list of this regime brings a sanction
web-bench-reason-no-rule-of-this-regime-passes-points-on-to-others = no rule of this regime passes points on to others
web-bench-reason-no-list-of-this-regime-denies-anything-to-the-household = no list of this regime denies anything to the household
web-bench-reason-no-channel-of-this-regime-records-anything = no channel of this regime records anything
web-bench-reason-nothing-to-divide-by-nobody = nobody to whom it could have happened
web-bench-points = percentage points
web-bench-section-scope = scope
web-bench-section-awareness = awareness
web-bench-section-channels = channels
web-bench-section-scoring = scoring
web-bench-section-rules = rules
web-bench-section-association = association
web-bench-section-tiers = tiers
web-bench-section-lists = lists
web-bench-section-consequences = consequences
web-bench-section-redress = redress

## Widgets of a notebook

web-widget-outcome = Outcome
web-widget-difference = What is otherwise for the same people with the same luck, from “{ $baseline }”
web-widget-paired = The difference for each person, with the same luck in both worlds; its interval is that of the paired difference, not of two unlike samples.
