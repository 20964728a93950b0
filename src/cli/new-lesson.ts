/** The texts of the least lesson that is one, by their paths in a pack: they are there to be replaced. */
export function newLesson(id: string, slug: string): Readonly<Record<string, string>> {
	const name = `${id}-${slug}`;
	const title = slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
	return {
		[`lessons/${name}.md`]: lesson(id, slug, title),
		[`exercises/${name}/exercise.yaml`]: exercise(id),
		[`exercises/${name}/release.yaml`]: STEP,
	};
}

const lesson = (id: string, slug: string, title: string): string => `---
id: '${id}'
slug: ${slug}
title: ${title}
part: ${title}            # the heading in the list; lessons of a part stand beside each other
hook: How can that be?
predict:
  id: prediction
  question: What will the learner find out? Ask for a guess before they do.
  options:
    - id: right
      text: What happens
      right: true
      because: One sentence that says why it happens.
    - id: wrong
      text: What one would think happens
      because: One sentence that says why it does not.
insight: The one sentence that should stay.
questions:
  - id: what-for
    question: Where does the learner meet this again, outside the lesson?
    options:
      - id: right
        text: Where it matters
        right: true
        because: One sentence that says why it matters there.
      - id: wrong
        text: Where it does not
        because: One sentence that says why not.
links:
  - title: namespaces(7)
    url: https://man7.org/linux/man-pages/man7/namespaces.7.html
---
# Read
## What one sees

Begin with something a learner has seen. One idea to a page, and a page is
at most 17 rows of 76 columns.

## How the kernel does it

Then say what is behind it, in the kernel's own words. Commands are printed
with what they answered; \`verify\` types them:

\`\`\`console
$ uname
Linux
\`\`\`

A figure says what it shows, behind \`text\`, for those who do not see it:

\`\`\`text The shell calls the kernel, and an arrow back has the answer.
shell  -- uname? -->  kernel
shell  <-- Linux ---  kernel
\`\`\`

# After
## Myth: what people say about it

Take apart what people believe, with what the learner has just seen: this
host runs {{kernel.release}}, and every process on it was told so.
`;

const exercise = (id: string): string => `id: '${id}'
steps:
  - release.yaml
`;

const STEP = `id: release
title: Print the kernel release
task: |
  Print the release of the kernel that runs this shell.
check:
  printed:
    fact: kernel.release
    what: the kernel release
meaning: |
  {{kernel.release}}: what this shell was told, and every other process.
hints:
  - A program learns about the kernel by asking it.
  - The command that asks is uname; uname --help lists its options.
  - Type uname with -r, for release.
solution:
  - type: uname -r
    why: uname asks the kernel, and -r prints the release.
mistakes:
  - id: only-name
    when:
      ran: {line: '^\\s*uname\\s*$'}
    say: Without an option uname prints the kernel's name only.
    next: uname --help lists the option for the release.
attempts:
  right:
    - name: uname
      script: uname -r
    - name: the file that holds it
      script: cat /proc/sys/kernel/osrelease
  wrong:
    - name: echo
      script: echo {{kernel.release}}
      because: typed in the command line itself
    - name: only the name
      script: uname
      because: the kernel's name only
`;
