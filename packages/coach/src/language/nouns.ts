/** Who and what sentences are about. Singular unless said. */

const list = (words: string) => words.trim().split(/\s+/)

/** One particular person, without a name. */
export const roles = new Set(
  list(`
  engineer developer dev operator admin administrator sysadmin deployer technician employee contractor maintainer author committer
  colleague coworker co-worker teammate human individual reviewer approver sre dba programmer coder tester analyst intern oncall on-call oncaller on-caller
  responder newcomer junior senior architect consultant specialist electrician supervisor staffer staff-member operative
  rookie novice trainee apprentice recruit sysop releaser scientist freelancer implementer originator`),
)

/** Several people who can speak for themselves as `we`; naming them hides nobody. */
export const groups = new Set(
  list(`
  team teams staff people folks engineers developers devs operators admins administrators sysadmins deployers technicians employees
  contractors maintainers authors committers colleagues coworkers teammates humans individuals reviewers approvers sres dbas programmers testers analysts
  interns responders management leadership ops devops everyone everybody anyone anybody department organisation organization crew group members
  personnel company companies ones managers leads seniors juniors`),
)

/** Not us: what they do, could do or make is no trap. */
export const outsiders = new Set(
  list(`
  user users customer customers client clients attacker attackers actor actors hacker hackers visitor visitors researcher researchers
  reporter reporters subscriber subscribers player players reader readers caller callers consumer consumers party parties exploiter
  thief thieves spammer spammers vendor vendors supplier suppliers partner partners passenger passengers farmer farmers trader traders
  student students bot bots crawler crawlers scraper scrapers adversary bidder bidders holder holders depositor depositors passengers
  guest guests viewer viewers merchant merchants miner miners validator validators`),
)

/** Doers that are none of us: machines, programs, what runs by itself. */
export const machines = new Set(
  list(`
  alert alarm algorithm api app application automation autoscaler backend backup balancer box breaker browser build bug cache cdn
  certificate change check checker circuit client cluster code commit compiler component config configuration container controller
  cpu cron cronjob daemon dashboard database datacenter db deploy deployment device disk dns driver engine environment exporter failover
  feature filter firewall firmware flag framework frontend function fuzzer gateway generator guard handler hardware healthcheck host hub image index
  infrastructure instance integration interface job kernel key keyserver launcher library limiter link listener load-balancer logic loop machine
  master mechanism memory message metric migration model module monitor monitoring network node nodes page patch pipeline plugin pod
  pods policy pool pr process processor program proxy query queue rack release replica replication request response restart rollback rollout
  route router routine run runner scanner scheduler scheduling script secondary sensor server servers service services session shard
  site software storage store strategy subsystem switch system systems task template terraform thread timeout timer token tool tooling
  traffic trigger update upgrade validator vm volume wallet watchdog webhook website worker workers workflow puppet kubernetes helm jenkins github
  ansible pipeline strategy contract bridge relay plan`),
)

const firstNames = list(`
  aaron abdul abdullah abigail adam adele adrian agnes agnieszka ahmad ahmed aisha akira alan albert alberto alejandro aleksandr alessandro alex
  alexander alexandra alexis alfred ali alice alicia alina alison allison alvaro amanda amelia amina amir amit amy ana anastasia anders andre andrea andreas andrei
  andrew andy angela anika anil anita anna anne annette annie anthony antoine anton antonio anya arjun arnold arthur arturo asha ashley astrid
  axel ayesha barbara bastian beatrice ben benjamin bernard bernd beth bianca bjorn bob boris brad bradley brandon brenda brian brooke bruce bruno
  bryan camila camille carla carlos carmen caroline carolyn catherine cecilia charles charlie charlotte chen chloe chris christian christina
  christine christoph christopher cindy claire clara claudia colin connor cristina craig cynthia damien dan daniel daniela daniele danny darren dave david
  deborah debra deepak denis dennis derek diana diane diego dieter dimitri dirk dmitri dmitry dominic dominik donald donna doris dorothy doug douglas
  dylan ebba edgar eduardo edward eileen elena eleni eli elias elif elina elisa elizabeth ella ellen ellie elliot emil emily emma eric erica erik
  erika erin ernesto esther ethan eugene eva evan evelyn fabian fabio faidon faith farah fatima felipe felix fernando filip filippo fiona florian frances francesca
  francesco francis francisco francois frank franz fred frederik gabe gabriel gabriela gareth gary gavin george gerald gerd gerhard gianni gina giovanni giulia
  giuseppe gordon goran graham greg gregor gregory greta guillaume gustavo guy hana hannah hans harald harold harriet harry hassan heather heidi heinz helen
  helena helga henri henrik henry hiroshi holger hugo ian ibrahim igor imran ines ingrid irene irina isaac isabel isabella ivan ivana jack jackie
  jacob jakob jakub james jamie jan jana jane janet janice jasmine jason javier jay jean jeff jeffrey jen jenna jennifer jenny jens jeremy jerome jerry
  jesse jessica jesus jill jim jimmy jing jo joan joanna joao joe joel johan johanna johannes john johnny jon jonas jonathan jordan jorge jose josef josefine
  joseph josh joshua joyce juan juanita judith judy julia julian juliana julie julien jun jurgen justin kai kamal karen karim karin karl karol katarina
  kate katherine kathleen kathy katie katja katrin kavita keith kelly ken kenji kenneth kevin khalid kim klaus kofi konrad kristen kristin kristina kumar kurt kyle
  lars laura lauren laurent lea leah lee lena leo leon leonard leonardo leroy leslie liam lily lin lina linda ling lisa liu liz lois lorenzo lou louis
  louise luc luca lucas lucia lucy luigi luis luisa lukas luke lydia lynn madison magnus maja malik manuel manuela marc marcel marcelo marcin marco marcos marcus margaret
  maria mariam marie marina mario marion marius marko marta martha martin martina mary mateo mathias matt matteo matthew matthias maurice
  max maya mei meera megan mehmet melanie melissa mia michael michaela michal michel michelle miguel mike mikhail milan mina ming mira miriam mitchell mohamed
  mohammad mohammed mohan monica monika moritz moses mustafa nadia nancy naomi natalia natalie natasha nathan neha neil nelson nia nicholas nick nicola nicolas nicole
  niels nikhil nikita nikolai nils nina noah noel noemi nora norman nuno olaf ole oleg olga oliver olivia olu omar oscar oskar otto owen pablo paige pamela paola paolo
  patricia patrick paul paula paulo pavel pedro peggy penelope per pete peter petra phil philip philipp philippe phoebe pia pierre pieter pietro piotr priya priyanka
  qing rachel radek rafael rahul raj rajesh ralf ralph ramon raphael rashid raul ravi ray raymond rebecca remy renata rene ricardo richard rick
  rita rob robert roberta roberto robin rodrigo roger rohan rohit roland roman ron ronald rosa rosie ross roy ruben russell ruth ryan sabine sabrina sally salma sam
  samantha samir samuel sandra sanjay santiago sara sarah sascha sasha saurabh scott sean sebastian selma serge sergei sergey sergio shane shannon sharon
  shaun shawn shirley silvia simon simone sofia sonia sonja sophia sophie stacy stan stefan stefanie stella stephan stephanie stephen steve steven stuart sun
  sunil suresh susan suzanne sven sylvia tamara tanya tara tatiana ted teo terence teresa terry theo theresa thomas tiago tim timothy tina tobias todd tom tomas tomasz tommy
  toni tony tracy trevor tyler uli ulrich ulrike uma ursula valentina valeria vanessa vera veronica viktor vijay vikram vincent vincenzo viola vito vivian vladimir
  walter wanda wei wendy werner wesley wilhelm william wolfgang xavier xiao yan yang yann yannick yara yasmin ying yolanda yuki yuri yusuf yves yvonne zach zahra zara zhang zoe zoltan zoran`)

const names = new Set(firstNames)

/** Names that are words as well: they count only with their capital within a sentence. */
const wordsToo = new Set(
  list(
    'jack faith guy max ray per sun will mark grant frank bob jay rob robin jan harry ali dan lin min roman ken kim ming chen ross',
  ),
)

/** Whether this word, as written, is somebody's first name or a handle. */
export function isFirstName(written: string, isFirstOfSentence: boolean): boolean {
  if (/^@\w/.test(written)) return true
  if (!/^\p{Lu}/u.test(written)) return false
  const plain = written.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return names.has(plain) && !(isFirstOfSentence && wordsToo.has(plain))
}
