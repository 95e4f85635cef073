package io.reco.rerank.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reco.rerank.config.SurfaceFormatException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurfaceReaderTest {
    private static final SurfaceReader READER = SurfaceReader.withoutResources();

    static final String GOOD = """
            # The home page.
            surface: home
            k: 20
            depth: 300
            max-depth: 5000
            strict-depth: 600
            trace: true
            sources:
              - name: item2vec
                weight: 2
              - {name: popular, depth: 50}
            fusion:
              reciprocal-rank: {k: 40}
            rules:
              - playable
              - already-recommended:
                  window: 7d
              - popularity: {mode: boost, b: 0.02}
              - quota:
                  group: {new-releases: {days: 30}}
                  at-least: 2
              - pins:
                  pins:
                    - {track: t1, slot: 0, from: 2026-12-01, until: 2026-12-24T12:00:00Z}
                    - {track: t2, slot: 4}
              - calibration:
                  lambda: 0.5
                  aspects:
                    genres: {prior: 5, half-life: 30d}
              - artist-cap: {max: 2}
              - never-empty: {minimum: 5, set-aside: [artist-cap]}
            """;

    private static SurfaceConfig read(String text) {
        return READER.read(text, "home.yaml");
    }

    private static List<Problem> problems(String text) {
        SurfaceFormatException refused = catchThrowableOfType(SurfaceFormatException.class, () -> read(text));
        assertThat(refused).as(text).isNotNull();
        return refused.problems();
    }

    private static void refuses(String text, String... messages) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(SurfaceFormatException.class)
                .hasMessage(String.join(System.lineSeparator(), messages));
    }

    @Test
    void theFileSaysWhatTheCodeSays() {
        SurfaceConfig code = SurfaceConfig.of(
                        "home",
                        20,
                        SourceConfig.of("item2vec").withWeight(2),
                        SourceConfig.of("popular").withDepth(50))
                .withDepth(300)
                .withMaxDepth(5000)
                .withStrictDepth(600)
                .withTrace(true)
                .withFusion(Spec.fusion("reciprocal-rank", Map.of("k", 40)))
                .withRule("playable")
                .withRule("already-recommended", Map.of("window", "7d"))
                .withRule("popularity", Map.of("b", 0.02))
                .withRule("quota", Map.of("group", "new-releases", "at-least", 2))
                .withRule(
                        "pins",
                        Map.of(
                                "pins",
                                List.of(
                                        Map.of(
                                                "track", "t1",
                                                "slot", 0,
                                                "from", "2026-12-01",
                                                "until", "2026-12-24T12:00:00Z"),
                                        Map.of("track", "t2", "slot", 4))))
                .withRule(
                        "calibration",
                        Map.of("lambda", 0.5, "aspects", Map.of("genres", Map.of("prior", 5, "half-life", "30d"))))
                .withRule("artist-cap", Map.of("max", 2))
                .withRule("never-empty", Map.of("minimum", 5, "set-aside", List.of("artist-cap")));
        assertThat(read(GOOD)).isEqualTo(code);
        assertThat(read(GOOD).withTrace(false)).isNotEqualTo(code);
    }

    @Test
    void everyKeyMistypedIsRefusedInItsLine() {
        Pattern key = Pattern.compile("([a-z][a-z0-9-]*)(?=:( |$))");
        String[] lines = GOOD.split("\n");
        int mistyped = 0;
        for (int l = 1; l < lines.length; l++) {
            Matcher matcher = key.matcher(lines[l]);
            while (matcher.find()) {
                for (String wrong : misspellings(matcher.group(1))) {
                    String[] changed = lines.clone();
                    changed[l] = lines[l].substring(0, matcher.start()) + wrong + lines[l].substring(matcher.end());
                    List<Problem> problems = problems(String.join("\n", changed));
                    assertThat(problems).as(changed[l]).anySatisfy(problem -> {
                        assertThat(problem.message()).contains("'" + wrong + "'; nearest is '");
                        assertThat(problem.column()).isEqualTo(matcher.start() + 1);
                    });
                    int line = l + 1;
                    assertThat(problems).as(changed[l]).anyMatch(p -> p.line() == line);
                    mistyped++;
                }
            }
        }
        assertThat(mistyped).isGreaterThan(100);
    }

    /** A letter doubled, one left out, two swapped; none of them a key that exists. */
    private static List<String> misspellings(String key) {
        List<String> wrong = new ArrayList<>(List.of(key + key.charAt(key.length() - 1), "x" + key));
        if (key.length() > 2) {
            wrong.add(key.substring(0, 1) + key.substring(2));
        }
        return wrong;
    }

    @Test
    void everyKeyGivenTwiceIsRefused() {
        refuses(
                "surface: home\nk: 20\nk: 30\nsources: [{name: a}]\n",
                "home.yaml:3:1: key 'k' is already given in line 2");
        refuses(
                "surface: home\nk: 20\nsources: [{name: a, name: b}]\n",
                "home.yaml:3:21: key 'name' is already given in line 3");
        refuses(
                ExampleRules.fileOf("popularity: {b: 1, mode: boost, b: 2}"),
                "home.yaml:6:37: key 'b' is already given in line 6");
    }

    @Test
    void durationsGivenInCodeAreWholeMilliseconds() {
        assertThat(Spec.rule("already-recommended", Map.of("window", Duration.ofMillis(1500)))
                        .value("window"))
                .isEqualTo("1500ms");
        assertThatThrownBy(() -> Spec.rule("already-recommended", Map.of("window", Duration.ofNanos(999_999))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a whole number of milliseconds");
        assertThatThrownBy(() -> Spec.rule("already-recommended", Map.of("window", Duration.ofSeconds(Long.MAX_VALUE))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void allProblemsAreToldAtOnceInTheOrderOfTheFile() {
        refuses(
                "surface: home\nk: 0\nsources:\n  - nam: a\nrules:\n  - artist-cap: {max: two}\n  - mrr\n",
                "home.yaml:2:4: surface: k '0' is not a whole number of 1 or above",
                "home.yaml:4:5: unknown key of surface: sources 'nam'; nearest is 'name'; accepted: depth, name, weight",
                "home.yaml:4:5: surface: sources needs 'name', the name of a source given in code",
                "home.yaml:6:23: artist-cap: max 'two' is not a whole number of 1 or above",
                "home.yaml:7:5: unknown rule 'mrr'; nearest is 'mmr'");
    }

    @Test
    void valuesOutsideTheirRangeAreRefused() {
        refusesRule("popularity: {b: §.inf}", "popularity: b '.inf' is not a finite number");
        refusesRule("popularity: {b: §1e999}", "popularity: b '1e999' is not a finite number");
        refusesRule("popularity: {b: §\"1\"}", "popularity: b '1' is not a finite number");
        refusesRule("known-mix: {share: §1.1}", "known-mix: share '1.1' is not a number in [0, 1]");
        refusesRule(
                "dpp: {theta: §1, quality: exponential, similarity: s}", "dpp: theta '1' is not a number in [0, 1)");
        refusesRule("artist-cap: {max: §2.0}", "artist-cap: max '2.0' is not a whole number of 1 or above");
        refusesRule(
                "artist-cap: {max: §99999999999}", "artist-cap: max '99999999999' is not a whole number of 1 or above");
        refusesRule(
                "recently-listened: {window: §7}",
                "recently-listened: window '7' is not a time such as 500ms, 30m, 3h or 7d, or forever");
        refusesRule(
                "balanced-shuffle: {day-start: §-24h}",
                "balanced-shuffle: day-start '-24h' is not a time such as 500ms, 30m, 3h or 7d in [-86399999ms,"
                        + " 86399999ms]");
        refusesRule(
                "disliked-genres: {mode: §primry}",
                "unknown disliked-genres: mode 'primry'; nearest is 'primary'; accepted: any, majority, primary, soft");
        refusesRule("explicit: {twins: §yes}", "explicit: twins 'yes' is not true or false");
        refusesRule(
                "quota: {group: {artists: {ids: [§1]}}, at-least: 1}",
                "artists: ids 1 is not a text; put it in quotes: \"1\"");
        refusesRule(
                "quota: {group: {artists: {ids: §[]}}, at-least: 1}",
                "artists: ids a list is not a list of 1 or more, each a text of one character or more");
        refusesRule(
                "pins: {pins: [{track: t, slot: 0, from: §2026-13-01}]}",
                "pins: pins: from '2026-13-01' is not a date or moment such as 2026-12-01 or 2026-12-01T09:00:00Z");
        refusesRule("artist-cap: {max: §null}", "artist-cap: max nothing is not a whole number of 1 or above");
        refusesRule(
                "§playable: {}\n    age-limit: {}",
                "surface: rules a mapping is not the name of a rule, alone or"
                        + " with its parameters (disliked-genres: {mode: ...})");
    }

    /** The rule, which stands in line 6, is refused at the place of the sign {@code §}. */
    private static void refusesRule(String marked, String message) {
        String file = ExampleRules.fileOf(marked);
        int column = file.lines().toList().get(5).indexOf('§') + 1;
        refuses(file.replace("§", ""), "home.yaml:6:" + column + ": " + message);
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedWhereItStands() {
        refusesRule(
                "§already-recommended: {window: 7d, weight: 0.5}",
                "already-recommended: window 7d and weight 0.5 are both above 0; use two rules, which run in"
                        + " different stages");
        refusesRule(
                "§already-recommended: {half-life: 3d}",
                "already-recommended: half-life 3d has no effect without a weight above 0");
        refusesRule(
                "§disliked-genres: {mode: any, weight: 0.5}",
                "disliked-genres: weight 0.5 has no effect with mode any");
        refusesRule(
                "§explicit: {twins: false, check: licences}",
                "explicit: check 'licences' has no effect with twins false");
        refusesRule("§dpp: {theta: 0.5, similarity: vectors}", "dpp: theta 0.5 has no effect with quality linear");
        refusesRule(
                "§epsilon-slots: {epsilon: 0.1, slots: [3, 2], depth: 5}",
                "epsilon-slots: slots [3, 2] are not ascending positions of 0 or above");
        refusesRule(
                "§never-empty: {minimum: 3, set-aside: [artist-cap]}",
                "never-empty: there is no rule 'artist-cap' among [never-empty]");
        refuses(
                ExampleRules.fileOf("mmr: {lambda: 1, similarity: s}\n  - xquad: {lambda: 1}"),
                "home.yaml:6:3: 2 objectives in one pipeline; at most 1 are possible: [mmr, xquad]");
        refuses(
                "surface: home\nk: 20\nmax-depth: 100\nsources:\n  - {name: a}\n  - {name: a}\n",
                "home.yaml:1:1: depth 200 is above max-depth 100",
                "home.yaml:6:5: source 'a' is there twice");
        refuses(
                "surface: home\nk: 20\nfusion: round-robin\nsources:\n  - {name: a}\n  - {name: b, weight: 1.5}\n",
                "home.yaml:6:5: round-robin: weight 1.5 of source 'b' is not a whole number of 1 or above");
    }

    @Test
    void namesOfResourcesAreCheckedWhereTheyStand() {
        SurfaceReader reader = SurfaceReader.of(ExampleRules.resources());
        String text =
                ExampleRules.fileOf("mmr: {lambda: 1, similarity: vectrs}").replace("name: model", "name: modell");
        assertThatThrownBy(() -> reader.read(text, "home.yaml"))
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "home.yaml:4:11: unknown source 'modell'; nearest is 'model'; accepted: model",
                        "home.yaml:6:34: unknown similarity 'vectrs'; nearest is 'vectors'; accepted: vectors"));
        assertThatThrownBy(() -> reader.read(ExampleRules.fileOf("given: {name: x}"), "home.yaml"))
                .hasMessage("home.yaml:6:19: unknown rule 'x'; nearest is 'mine'; accepted: mine");
    }

    @Test
    void aRuleOfOnesOwnCanBeSetAsideByTheNameItHas() {
        String text = ExampleRules.fileOf("given: {name: mine}\n  - never-empty: {minimum: 1, set-aside: [my-rule]}");
        assertThat(read(text).rules()).hasSize(2);
        assertThatThrownBy(() -> SurfaceReader.of(ExampleRules.resources()).read(text, "home.yaml"))
                .hasMessage(
                        "home.yaml:7:5: never-empty: there is no rule 'my-rule' among [disliked-tracks, never-empty]");
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsPlace() {
        assertThat(problems("surface: [home\nk: 2\n").get(0).line()).isEqualTo(2);
        refuses("", "home.yaml:1:1: the file is empty");
        assertThat(problems("- 1\n- 2\n").get(0).message()).startsWith("surface a list is not a mapping with keys of");
        assertThat(problems("surface: home\n---\nk: 1\n").get(0).message()).startsWith("neither YAML nor JSON: ");
        assertThat(problems("surface: a\u0007b\n"))
                .containsExactly(new Problem(1, 11, "character U+0007 is not allowed"));
        assertThat(problems("surface: &a home\nk: *a\n").get(0).message())
                .isEqualTo("anchor 'a' is not possible here; write it out in each place");
        for (String text : List.of(
                "surface: &a home\nk: 1\n",
                "&a surface: home\nk: 1\n",
                "surface: home\nsources: &a [{name: x}]\n",
                "&a {surface: home}\n")) {
            assertThat(problems(text))
                    .as(text)
                    .extracting(Problem::message)
                    .contains("anchor 'a' is not possible here; write it out in each place");
        }
        for (String text : List.of(
                "!mine surface: home\nk: 1\n",
                "surface: home\nsources: !mine [{name: x}]\n",
                "!mine {surface: home}\n")) {
            assertThat(problems(text)).as(text).extracting(Problem::message).contains("tag !mine has no meaning here");
        }
        assertThat(problems("surface: " + "[".repeat(200_000)).get(0).message()).isNotBlank();
        assertThat(problems("surface: !mine home\nk: 1\n").get(0).message()).isEqualTo("tag !mine has no meaning here");
        assertThat(problems("surface: home\nk: 1\n? [a]\n: b\n").get(0))
                .isEqualTo(new Problem(3, 3, "a key must be a text"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("home.yaml");
        Files.write(file, new byte[] {'k', ':', ' ', (byte) 0xff});
        assertThatThrownBy(() -> READER.read(file))
                .isInstanceOf(SurfaceFormatException.class)
                .hasMessageContaining("home.yaml:1:1: not UTF-8");
    }

    @Test
    void jsonIsReadWithTheSameReader() {
        String json = """
                {
                \t"surface": "home",
                \t"k": 20,
                \t"sources": [{"name": "a"}],
                \t"rules": ["playable", {"artist-cap": {"max": 2}}]
                }
                """;
        assertThat(READER.read(json, "home.json"))
                .isEqualTo(SurfaceConfig.of("home", 20, SourceConfig.of("a"))
                        .withRule("playable")
                        .withRule("artist-cap", Map.of("max", 2)));
        assertThatThrownBy(() -> READER.read(json.replace("\"max\"", "\"mix\""), "home.json"))
                .hasMessage("home.json:5:39: artist-cap needs 'max', a whole number of 1 or above"
                        + System.lineSeparator()
                        + "home.json:5:40: unknown key of artist-cap 'mix'; nearest is 'max'; accepted: max");
    }

    @Test
    void codeIsCheckedLikeFiles() {
        assertThatThrownBy(() -> SurfaceConfig.of("home", 0, SourceConfig.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("surface: k '0' is not a whole number of 1 or above");
        assertThatThrownBy(() -> SurfaceConfig.of("home", 5))
                .hasMessageContaining("surface: sources a list is not a list of 1 or more");
        assertThatThrownBy(() -> SourceConfig.of("a").withWeight(Double.NaN))
                .hasMessage("source: weight 'NaN' is not a finite number above 0");
        assertThatThrownBy(() -> SurfaceConfig.of("home", 5, SourceConfig.of("a"), SourceConfig.of("a")))
                .hasMessage("source 'a' is there twice");
    }
}
