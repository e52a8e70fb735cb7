-- How much of what each outlet publishes is its own reporting, month by month?
-- The part of the words, in per cent, of articles of the newsroom itself (no agency is credited for the text) that stand
-- in no earlier document. `low` counts as taken what may have been taken (who had it first is not known), `high` does
-- not. Months with at least 4 articles.
-- plot: heat newsroom month low
with taken as (
    select child as id, sum(share) filter (directed) as sure, sum(share) as perhaps
    from edges where kind <> 'retelling' group by child
),
theirs as (select distinct article as id, true as credited from credits where agency and kind = 'text'),
counted as (
    select
        newsroom,
        strftime(day, '%Y-%m') as month,
        words,
        case when credited then 0 else words * (1 - least(1, coalesce(sure, 0))) end as high,
        case when credited then 0 else words * (1 - least(1, coalesce(perhaps, 0))) end as low
    from articles left join taken using (id) left join theirs using (id)
    where newsroom is not null and day is not null
)
select
    newsroom,
    month,
    count(*) as articles,
    sum(words) as words,
    round(100 * sum(low) / sum(words), 1) as low,
    round(100 * sum(high) / sum(words), 1) as high
from counted
group by newsroom, month
having count(*) >= 4
order by sum(sum(words)) over (partition by newsroom) desc, newsroom, month
