package io.reco.rerank.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.AiGenerated;
import io.reco.rerank.NeverEmpty;
import io.reco.rerank.Rule;
import io.reco.rerank.fusion.Fusion;
import io.reco.rerank.rule.AiMade;
import io.reco.rerank.rule.AlreadyRecommended;
import io.reco.rerank.rule.BalancedShuffle;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.Campaign;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.DislikedGenres;
import io.reco.rerank.rule.EpsilonSlots;
import io.reco.rerank.rule.Freshness;
import io.reco.rerank.rule.LicenceWindow;
import io.reco.rerank.rule.NamedTracks;
import io.reco.rerank.rule.NewReleases;
import io.reco.rerank.rule.Pins;
import io.reco.rerank.rule.PopularityBands;
import io.reco.rerank.rule.PopularityReorder;
import io.reco.rerank.rule.Quota;
import io.reco.rerank.rule.ReservedSlots;
import io.reco.rerank.rule.Spacing;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RuleTypesTest {
    private static Rule rule(String yaml) {
        SurfaceConfig surface = SurfaceReader.withoutResources().read(ExampleRules.fileOf(yaml), "test.yaml");
        return RuleTypes.rule(surface.rules().get(0), ExampleRules.resources());
    }

    @Test
    void everyRuleOfTheLibraryCanBeNamed() throws IOException, URISyntaxException {
        Set<Class<?>> made = new HashSet<>();
        for (String example : ExampleRules.CANONICAL) {
            made.add(rule(example).getClass());
        }
        assertThat(made)
                .containsAll(implementationsOf(Rule.class, "rule", "diversity"))
                .contains(NeverEmpty.class);
    }

    @Test
    void everyFusionOfTheLibraryCanBeNamed() throws IOException, URISyntaxException {
        Set<Class<?>> made = FusionTypes.all().stream()
                .map(type -> FusionTypes.fusion(Spec.fusion(type.name(), Map.of()), ExampleRules.resources()))
                .collect(Collectors.toSet())
                .stream()
                .map(Fusion::getClass)
                .collect(Collectors.toSet());
        assertThat(made).containsExactlyInAnyOrderElementsOf(implementationsOf(Fusion.class, "fusion"));
    }

    private static List<Class<?>> implementationsOf(Class<?> type, String... packages)
            throws IOException, URISyntaxException {
        Path root =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<Class<?>> found = new HashSet<>();
        for (String name : packages) {
            try (Stream<Path> files = Files.list(root.resolve("io/reco/rerank/" + name))) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class") && !file.startsWith("package-info"))
                        .map(file -> load("io.reco.rerank." + name + "." + file.substring(0, file.length() - 6)))
                        .filter(c -> type.isAssignableFrom(c) && !c.isInterface())
                        .forEach(found::add);
            }
        }
        assertThat(found).hasSizeGreaterThan(3);
        return List.copyOf(found);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theNameInFilesIsTheOneInTraces() {
        for (String example : ExampleRules.CANONICAL) {
            String name = example.replaceAll(":.*", "");
            if (!name.equals("given")) {
                assertThat(rule(example).name()).isEqualTo(name);
            }
        }
    }

    @Test
    void theExamplesSetEveryParameter() {
        for (SpecType<? extends Rule> type : RuleTypes.all()) {
            List<Spec> specs = ExampleRules.CANONICAL.stream()
                    .map(e -> SurfaceReader.withoutResources()
                            .read(ExampleRules.fileOf(e), "test.yaml")
                            .rules()
                            .get(0))
                    .filter(spec -> spec.name().equals(type.name()))
                    .toList();
            for (Parameter parameter : type.parameters()) {
                assertThat(specs)
                        .as("%s: %s", type.name(), parameter.name())
                        .anyMatch(spec -> !spec.values().of(parameter.name()).equals(parameter.defaultValue()));
            }
        }
    }

    @Test
    void parametersReachTheRules() {
        assertThat(rule("artist-cap: {max: 2}")).isEqualTo(Cap.perArtist(2));
        assertThat(rule("album-spacing: {gap: 4}")).isEqualTo(Spacing.ofAlbums(4));
        assertThat(rule("blocked")).isEqualTo(Blocked.DEFAULT);
        assertThat(rule("licence-window")).isEqualTo(LicenceWindow.US);
        assertThat(rule("licence-window: {window: 90m, per-album: 2, album-run: 1, per-artist: 3, artist-run: 2}"))
                .isEqualTo(new LicenceWindow(90 * 60_000L, 2, 1, 3, 2));
        assertThat(rule("disliked-genres: {mode: soft, weight: 0.5}")).isEqualTo(DislikedGenres.soft(0.5));
        assertThat(rule("ai-made: {from: partial, weight: 0.25}")).isEqualTo(new AiMade(AiGenerated.PARTIAL, 0.25));
        assertThat(rule("already-recommended: {window: 7d}"))
                .isEqualTo(AlreadyRecommended.within(Duration.ofDays(7).toMillis()));
        assertThat(rule("already-recommended: {weight: 0.8, half-life: 36h}"))
                .isEqualTo(AlreadyRecommended.fading(0.8, Duration.ofHours(36).toMillis()));
        assertThat(rule("popularity: {mode: debias, b: 0.1}")).isEqualTo(PopularityReorder.debias(0.1));
        assertThat(rule("freshness: {b: 0.5, half-life: 12h}")).isEqualTo(new Freshness(0.5, 0.5));
        assertThat(rule("balanced-shuffle: {keep: 1, day-start: -9h}"))
                .isEqualTo(new BalancedShuffle(1, -9 * 3_600_000));
        assertThat(rule("epsilon-slots: {epsilon: 0.1, slots: [4, 9], depth: 50}"))
                .isEqualTo(new EpsilonSlots(0.1, List.of(4, 9), 50));
        assertThat(rule("reserved-slots: {group: {new-releases: {days: 7}}, slots: [1]}"))
                .isEqualTo(new ReservedSlots(new NewReleases(7), List.of(1)));
        assertThat(rule("quota: {group: {genres: {ids: [jazz]}}, at-least: 5}"))
                .isEqualTo(new Quota(NamedTracks.of(NamedTracks.By.GENRE, List.of("jazz")), 5));
        assertThat(rule(
                        "quota: {group: {popularity-band: {band: tail, bands: {by-count: {head-from: 9, middle-from: 3}}}}, "
                                + "at-least: 3}"))
                .isEqualTo(new Quota(new PopularityBands.In(new PopularityBands(9, 3), PopularityBands.Band.TAIL), 3));
        assertThat(rule("campaign: {group: {tracks: {ids: [t]}}, b: 1, from: 2026-12-01, until: 2026-12-02T00:00:00Z}"))
                .isEqualTo(new Campaign(
                        NamedTracks.of(NamedTracks.By.TRACK, List.of("t")),
                        1,
                        Instant.parse("2026-12-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("2026-12-02T00:00:00Z").toEpochMilli()));
        assertThat(rule("pins: {pins: [{track: t1, slot: 0}]}")).isEqualTo(new Pins(List.of(Pins.Pin.always("t1", 0))));
    }

    @Test
    void theSameRuleInCode() {
        assertThat(Spec.rule("already-recommended", Map.of("window", Duration.ofDays(7))))
                .isEqualTo(Spec.rule("already-recommended", Map.of("window", "7d")));
        assertThat(Spec.rule("disliked-genres", Map.of("mode", DislikedGenres.Mode.ANY))
                        .value("mode"))
                .isEqualTo("any");
        assertThatThrownBy(() -> Spec.rule("artist-cup", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown rule 'artist-cup'; nearest is 'artist-cap'");
        assertThatThrownBy(() -> Spec.rule("artist-cap"))
                .hasMessage("artist-cap needs 'max', a whole number of 1 or above");
    }

    @Test
    void everyParameterIsDocumented() {
        for (SpecType<?> type : RuleTypes.all()) {
            assertThat(type.doc()).endsWith(".");
            for (Parameter parameter : type.parameters()) {
                assertThat(parameter.doc()).as(type.name()).endsWith(".");
                assertThat(parameter.accepted()).as(type.name()).isNotEmpty();
            }
        }
    }
}
