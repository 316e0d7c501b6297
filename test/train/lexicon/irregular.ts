/**
 * Irregular English forms, "lemma form form …", a line each: WordNet's npm package leaves out its exception lists,
 * and these cover every irregular verb and noun that news uses with any frequency.
 */
export const irregularForms = `
be am is are was were been being 'm 're
have has had having 've
do does did done doing
go goes went gone going
say said says saying
arise arose arisen
awake awoke awoken
bear bore borne
beat beaten
become became
begin began begun
bend bent
bind bound
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen
cling clung
come came
creep crept
deal dealt
dig dug
draw drew drawn
dream dreamt
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found finding
flee fled
fly flew flown flies
forbid forbade forbidden
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
get got gotten
give gave given
grind grinding
grow grew grown
hang hung
hear heard
hide hid hidden
hold held
keep kept
kneel knelt
know knew known
lay laid
lead led
leap leapt
learn learnt
leave left leaving
lend lent
lie lying lain
light lit
lose lost losing
make made making
mean meant
meet met
mislead misled
mistake mistook mistaken
overcome overcame
oversee oversaw overseen
overtake overtook overtaken
overthrow overthrew overthrown
pay paid
prove proven
rebuild rebuilt
ride rode ridden
ring rang rung
rise rose risen
run ran
see saw seen
seek sought
sell sold
send sent
shake shook shaken
shine shone
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
slay slew slain
sleep slept
slide slid
speak spoke spoken
speed sped
spend spent
spin spun
spring sprang sprung
stand stood
steal stole stolen
stick stuck
sting stung
strike struck stricken
strive strove striven
swear swore sworn
sweep swept
swell swollen
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
undergo underwent undergone
understand understood
undertake undertook undertaken
wake woke woken
wear wore worn
weave wove woven
weep wept
win won
wind winding
withdraw withdrew withdrawn
withhold withheld
withstand withstood
write wrote written
man men
woman women
child children
person people
foot feet
tooth teeth
mouse mice
goose geese
wife wives
life lives
knife knives
half halves
leaf leaves
thief thieves
shelf shelves
wolf wolves
crisis crises
analysis analyses
criterion criteria
phenomenon phenomena
datum data
medium media
good better best
bad worse worst
far further furthest farther farthest
die dying died dies dead
not n't
will won 'll
`;

/** Words that end like an inflection and are none; they stay as they are. */
export const uninflected = new Set(
  (
    'news politics economics series species always perhaps this its his us as less unless during thing nothing something ' +
    'anything everything morning evening king wing ring string spring bring sing red bed need speed seed feed breed hundred sacred ' +
    'kindred indeed exceed proceed succeed united states congress press access process business boss loss glass class grass gas bus ' +
    'campus virus status focus bonus across plus yes various previous serious famous wedding ceiling pudding was has is does goes ' +
    'gaza isis texas paris kansas arkansas vegas christmas thanks ms mrs dr st ours yours theirs hers themselves ourselves inning ' +
    'darling sterling beijing being ted fred ned jed charles james thomas jones williams davis lewis harris'
  ).split(' '),
);
