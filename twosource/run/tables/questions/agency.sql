-- How much does each outlet depend on news agencies?
-- Its articles, in per cent, each counted once, by the strongest sign: `text` (an agency is credited for the text, or a
-- fifth of it stands in an earlier article of one), `help` (an agency had a part in the work), `cited` (it is named as
-- having reported something). Newsrooms with at least 30 articles that are no agencies themselves.
-- plot: stacked newsroom text,help,cited
with credited as (
    select article as id, max(case kind when 'text' then 3 when 'help' then 2 else 1 end) as strength
    from credits where agency group by article
),
copied as (
    select distinct e.child as id, 3 as strength
    from edges e join articles p on p.id = e.parent
    where p.agency and e.directed and e.share >= 0.2 and e.kind <> 'retelling'
),
strongest as (
    select id, max(strength) as strength from (from credited union all from copied) group by id
)
select
    newsroom,
    count(*) as articles,
    round(100 * count(*) filter (strength = 3) / count(*), 1) as text,
    round(100 * count(*) filter (strength = 2) / count(*), 1) as help,
    round(100 * count(*) filter (strength = 1) / count(*), 1) as cited
from articles left join strongest using (id)
where newsroom is not null and not agency
group by newsroom
having count(*) >= 30
order by text desc, help desc, cited desc, newsroom
