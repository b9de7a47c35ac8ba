"""Every recurring job, on one screen. Times are UTC, as cron writes them."""

from minassa.channels.jobs import check_all
from minassa.jobs.recurring import Every
from minassa.planning.jobs import watch_cycles
from minassa.planning.turns import remind_approvers
from minassa.posts.jobs import watch_lateness

RECURRING = [
    Every("* * * * *", watch_lateness),
    Every("17 */6 * * *", check_all),
    Every("7 * * * *", watch_cycles),
    Every("37 * * * *", remind_approvers),
]
