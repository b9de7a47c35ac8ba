"""The company's procedures manual as data: SM-P1 with its ten steps and SM-P2 with its five.

The sentences are the manual's own, kept in both languages here rather than in the catalogue, so that no release
changes a word of them by accident.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from minassa.people.abilities import Role


@dataclass(frozen=True)
class Words:
    ar: str
    en: str

    def __str__(self) -> str:
        return self.ar if (get_language() or "ar").startswith("ar") else self.en


@dataclass(frozen=True)
class Step:
    number: int
    title: Words
    said: Words
    who: tuple[Role, ...]
    tool: Words | None = None


@dataclass(frozen=True)
class Procedure:
    code: str
    name: Words
    goal: Words
    steps: tuple[Step, ...]


MANAGER, OFFICER, TEAM = Role.MANAGER, Role.OFFICER, Role.MEMBER

PLAN = Procedure(
    "SM-P1",
    Words("وضع خطة عمل لاستخدام منصات التواصل الاجتماعي", "Develop the plan of action for social media"),
    Words(
        "يهدف هذا الإجراء إلى تحديد الخطوات التي يجب اتباعها لتحديد أهداف ومحتوى وطبيعة التفاعل"
        " على منصات التواصل الاجتماعي.",
        "Defines the steps that set the objectives, the content and the kind of interaction on the platforms.",
    ),
    (
        Step(
            1,
            Words("الأهداف المتوقع تحقيقها", "Expected objectives"),
            Words(
                "تحديد الأهداف المتوقع تحقيقها من منصات التواصل الاجتماعي.",
                "Define the objectives expected from the social media platforms.",
            ),
            (MANAGER, OFFICER),
        ),
        Step(
            2,
            Words("آليات العمل", "Mechanisms"),
            Words(
                "تحويل الأهداف إلى آليات عمل من حيث المنصات التي سيتم استخدامها وطبيعة المحتوى وعدد مرات النشر"
                " وطبيعة التفاعل مع الجمهور والعملاء المحتملين.",
                "Turn the objectives into mechanisms: the platforms to use, the nature of the content, the posting"
                " frequency, and the nature of the interaction with the public and potential customers.",
            ),
            (OFFICER,),
        ),
        Step(
            3,
            Words("فريق العمل", "The work team"),
            Words(
                "تشكيل فريق العمل للتنفيذ سواء من داخل الشركة أو الاستعانة بالمختصين لمدة زمنية معينة"
                " وبالتحديد مختصي تصميم ومختصي شبكات التواصل الاجتماعي.",
                "Form the team that carries it out, from inside the company or by outsourcing to specialists for a"
                " fixed term, namely designers and social media specialists.",
            ),
            (OFFICER,),
            Words("عقد اجتماع", "A meeting"),
        ),
        Step(
            4,
            Words("خطة العمل", "The plan of action"),
            Words(
                "وضع خطة العمل المتضمنة الأنشطة التي سيتم تنفيذها، المبادرات، الموارد البشرية والمالية المطلوبة"
                " والموعد النهائي المتوقع.",
                "Write the plan of action: the activities to carry out, the initiatives, the human and financial"
                " resources needed, and the expected deadline.",
            ),
            (OFFICER,),
            Words("نموذج خطة العمل F-01", "Form F-01, plan of action"),
        ),
        Step(
            5,
            Words("الأولويات والموازنات", "Priorities and budgets"),
            Words(
                "دراسة الخطط وتحديد الأولويات واعتماد الموارد المطلوبة والموازنات حسب الإجراءات المعتمدة لهذا الغرض.",
                "Study the plans, set priorities, and approve the resources and budgets needed by the procedures"
                " approved for that purpose.",
            ),
            (OFFICER,),
        ),
        Step(
            6,
            Words("إعداد المحتوى واستدامته", "Content and how it is sustained"),
            Words(
                "يتم إعداد المحتوى والتخطيط لاستدامته.",
                "The content is prepared, and how it is sustained is planned.",
            ),
            (TEAM,),
        ),
        Step(
            7,
            Words("التنفيذ والتقارير الدورية", "Execution and periodic reports"),
            Words(
                "يقوم فريق العمل المحدد بتنفيذ خطة العمل وإعداد التقارير الدورية حول سير العمل وأي تحديات تواجههم"
                " والحلول المطروحة لذلك.",
                "The team carries out the plan of action and prepares periodic reports on progress, on any"
                " challenges it faces, and on the solutions proposed.",
            ),
            (TEAM,),
            Words("تقرير سير العمل", "Progress report"),
        ),
        Step(
            8,
            Words("اختيار الأنسب", "Choosing the fittest option"),
            Words(
                "مراجعة الخيارات واختيار الأنسب بناء على الأهداف والمتطلبات التي تم تحديدها.",
                "Review the options and choose the fittest by the objectives and requirements that were set.",
            ),
            (MANAGER, OFFICER),
        ),
        Step(
            9,
            Words("الإطلاق على المنصات", "Launch on the platforms"),
            Words("إطلاق العمل على المنصات.", "Launch the work on the platforms."),
            (TEAM,),
            Words("منصات التواصل الاجتماعي", "The social media platforms"),
        ),
        Step(
            10,
            Words("مؤشرات الأداء والتعديل", "Performance indicators and adjustment"),
            Words(
                "متابعة مؤشرات الأداء ومعالجة أي مشاكل قد تحدث أو تعديل المحتوى ليتناسب أكثر مع الجمهور"
                " بناء على طبيعة تفاعلهم.",
                "Follow the performance indicators, treat any problems, and adapt the content to the public by the"
                " nature of its interaction.",
            ),
            (OFFICER,),
        ),
    ),
)

MANAGE = Procedure(
    "SM-P2",
    Words("إدارة منصات التواصل الاجتماعي", "Manage the social media platforms"),
    Words(
        "يهدف هذا الإجراء إلى تحديد الخطوات الواجب اتخاذها لاستدامة العمل على منصات التواصل الاجتماعي"
        " وتطوير المحتوى المناسب.",
        "Defines the steps that sustain the work on the platforms and develop fitting content.",
    ),
    (
        Step(
            1,
            Words("متابعة مؤشرات الأداء", "Following the indicators"),
            Words(
                "يقوم فريق التسويق بمتابعة مؤشرات الأداء وتعديل المحتوى أو أوقات النشر أو إضافة منصات جديدة.",
                "The marketing team follows the indicators and changes content or posting times, or adds platforms.",
            ),
            (OFFICER,),
            Words("مؤشرات الأداء", "Performance indicators"),
        ),
        Step(
            2,
            Words("إخطار الجهة المسؤولة", "Notifying the responsible party"),
            Words(
                "في حال وجود أي مشاكل أو تعديلات أو محتوى جديد، يتم إخطار الجهة المسؤولة عن إدارة المنصة"
                " سواء كانت جهة خارجية أو من نفس فريق عمل الشركة.",
                "On any problem, change or new content, whoever manages the platform is notified: an outside party"
                " or the company’s own team.",
            ),
            (OFFICER,),
            Words("بريد إلكتروني أو نظام التذاكر أو مكالمة", "E-mail, ticket system or phone call"),
        ),
        Step(
            3,
            Words("المعالجة والاختبار", "Treatment and test"),
            Words(
                "معالجة المشكلة أو تحميل محتوى جديد واختباره.",
                "The problem is treated, or the new content uploaded, and it is tested.",
            ),
            (TEAM,),
        ),
        Step(
            4,
            Words("التفاعل مع الجمهور", "Answering the audience"),
            Words(
                "في حال وجود متابعات وردود على العملاء، يقوم فريق العمل بالتفاعل مع الجمهور وتحويل الأمر للمعنيين"
                " من الناحية الفنية إذا دعت الحاجة.",
                "The team follows up and answers customers, and passes the matter to the technical people when needed.",
            ),
            (TEAM,),
        ),
        Step(
            5,
            Words("متابعة سير العمل", "Making sure the work goes on"),
            Words(
                "يتم استخدام نموذج إدارة منصات التواصل الاجتماعي للتأكد من سير العمل ومتابعته.",
                "The platform-management form is used to make sure that the work goes on, and to follow it up.",
            ),
            (TEAM,),
            Words("نموذج إدارة المنصات F-02", "Form F-02, platform management"),
        ),
    ),
)
