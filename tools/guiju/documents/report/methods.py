"""How verdicts come about, in sentences that stand in every report."""

from __future__ import annotations

from guiju.model import Bilingual

METHODS = (
    Bilingual(
        "每项义务引用其所依据的条文原文。凡能由事实判定的，写成对事实的检测；检测只读取所提供的事实。",
        "Every duty quotes the words it rests on. Where facts can decide it, a test is written on facts; a test reads only the facts that were supplied.",
    ),
    Bilingual(
        "结论有四种：疑似不符合、待核实、符合、不适用。所需事实缺失、已过期、晚于评估所依据的那一天，或须由具名审核人认定而没有具名审核人的，一律待核实，不算作符合。",
        "A verdict is one of four: apparent gap, to be verified, met, not applicable. Where a fact that it needs is missing, is stale, is later than the day of the assessment, or calls for a finding by a named reviewer and has none, the duty is to be verified, never met.",
    ),
    Bilingual(
        "部分检测只能判定一侧：查得出不符合，查不出符合；另一侧由人审查。",
        "A partial test decides one side only: it can show a gap and cannot show that a duty is met; a person examines the rest.",
    ),
    Bilingual(
        "检测没有得出结论的，采用具名岗位的自述；检测优先于自述，两者不一致的逐项列出；评估所依据的那一天之后作出的自述不计。",
        "Where no test decides, the declaration of a named position is used; a test prevails over a declaration, and each disagreement is listed. What was declared after the day of the assessment does not count.",
    ),
    Bilingual(
        "结论按其中最弱的依据措辞，由强到弱为实测、转述、推断、自述：凭自述的写作“自述符合，未核验”“自述不适用，未核验”；不符合未经具名人员复核的，写作“疑似不符合（待复核）”。",
        "A verdict is worded by the weakest basis in it, from strong to weak: measured, reported, inferred, declared. On a declaration it reads “declared met, not verified” or “declared not applicable, not verified”; a gap that no named person reviewed reads “apparent gap, to be reviewed”.",
    ),
    Bilingual(
        "有多条记录（群组、账号等）的，任一条不符合即为不符合，任一条待核实即为待核实。",
        "Where there are several rows (groups, accounts and so on), one that shows a gap makes a gap, and one that is open leaves the duty open.",
    ),
    Bilingual(
        "资料没有说明某种对象已全部列入的，所列只算一部分：看得出不符合，看不出符合；说明全部而一条也没有的，按没有这种对象评估。",
        "Where the profile does not say that it holds all things of a kind, those it holds are a sample: it can show a gap and cannot show that a duty is met. Where it says so and holds none, there was none.",
    ),
)

ON_TABLES = Bilingual(
    "数据表的每一行逐项检测，各结论计数；表视为该对象的全部记录。某一行疑似不符合，只在该义务由被评估的角色承担时计入其结论；他方义务疑似不符合的另行列出，不改变结论。没有列说明的事实按缺失处理。只能判定不符合一侧的检测，表中待核实的行不区分是否缺单元格：因此而写作“检测部分符合”的，只说明各列都有、没有一行疑似不符合。",
    "Every row of a table is held against every duty, and the outcomes are counted; a table is taken to hold all there are. A row that shows a gap counts for the roles assessed only where the duty is theirs; gaps in duties of others are listed apart and change no verdict. A fact that no column says is missing. Of a test that can only show a gap it is not counted which rows to be verified lack a cell: there “tested part met” says only that the columns are there and that no row shows a gap.",
)
