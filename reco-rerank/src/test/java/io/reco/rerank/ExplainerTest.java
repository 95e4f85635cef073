package io.reco.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import io.reco.core.data.ReleaseDate;
import io.reco.rerank.fusion.FusedCandidates;
import io.reco.rerank.fusion.ReciprocalRankFusion;
import io.reco.rerank.fusion.Source;
import io.reco.rerank.rule.Campaign;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.EpsilonSlots;
import io.reco.rerank.rule.NamedTracks;
import io.reco.rerank.rule.Pins;
import io.reco.rerank.rule.Spacing;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static SmallCatalog.Built music() {
        return new SmallCatalog()
                .track("heard", track -> track.artist("A").title("Don't {0}"))
                .track("more", "A")
                .track("fresh", track -> track.artist("A").released(new ReleaseDate(2023, 11, 0)))
                .track("stranger", "B")
                .track("guest", "B", "A")
                .event(EventType.LISTEN, "heard", 3)
                .build();
    }

    private static List<List<Reason>> reasons(SmallCatalog.Built small, Explainer.Contributors contributors) {
        Reranked list = small.apply(Spacing.ofArtists(1));
        return new Explainer(30, EventSemantics.DEFAULT, contributors).explain(list);
    }

    @Test
    void reasonsAreTrueAndInEnglishAndKorean() {
        SmallCatalog.Built small = music();
        int more = small.idx("more");
        List<List<Reason>> reasons =
                reasons(small, (context, semantics) -> t -> t == more ? small.idx("heard") : IdMap.ABSENT);
        Reranked list = small.apply(Spacing.ofArtists(1));
        assertThat(SmallCatalog.ids(list)).containsExactly("heard", "stranger", "more", "fresh", "guest");
        Reason artist = new Reason(Reason.Kind.SHARED_ARTIST, List.of("A"));
        assertThat(reasons.get(0)).containsExactly(artist);
        assertThat(reasons.get(1)).containsExactly(new Reason(Reason.Kind.NEW_ARTIST, List.of("B")));
        assertThat(reasons.get(2)).containsExactly(new Reason(Reason.Kind.BECAUSE_OF, List.of("Don't {0}")));
        assertThat(reasons.get(3))
                .extracting(Reason::kind)
                .containsExactly(Reason.Kind.SHARED_ARTIST, Reason.Kind.NEW_RELEASE, Reason.Kind.RELAXED_RULE);
        assertThat(reasons.get(4)).extracting(Reason::kind).containsExactly(Reason.Kind.RELAXED_RULE);

        assertThat(reasons.get(2).get(0).text(Locale.ENGLISH)).isEqualTo("Because you listened to “Don't {0}”");
        assertThat(reasons.get(2).get(0).text(Locale.KOREA)).isEqualTo("들으신 곡 “Don't {0}”에 이어 추천해요");
        assertThat(reasons.get(3).get(1).text(Locale.ENGLISH)).isEqualTo("New release (2023-11)");
        assertThat(reasons.get(3).get(2).text(Locale.FRENCH))
                .isEqualTo("Here because little was left to choose from (less strict: artists kept apart)");
        assertThat(reasons.get(3).get(2).text(Locale.KOREAN)).contains("같은 아티스트 띄워 놓기");
    }

    @Test
    void withoutAContributorTheSharedGenreIsTheReason() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("heard", track -> track.artist("A").genres(List.of("soul", "jazz")))
                .track("near", track -> track.artist("B").genres(List.of("rock", "jazz", "soul")))
                .track("far", track -> track.artist("C").genres(List.of("metal")))
                .event(EventType.LISTEN, "heard", 3)
                .build();
        Reranked list = small.apply(Spacing.ofArtists(1));
        assertThat(SmallCatalog.ids(list)).containsExactly("heard", "near", "far");
        List<List<Reason>> reasons =
                new Explainer(30, EventSemantics.DEFAULT, Explainer.Contributors.NONE).explain(list);
        assertThat(reasons.get(1))
                .containsExactly(
                        new Reason(Reason.Kind.SHARED_GENRE, List.of("jazz")),
                        new Reason(Reason.Kind.NEW_ARTIST, List.of("B")));
        assertThat(reasons.get(2)).extracting(Reason::kind).containsExactly(Reason.Kind.NEW_ARTIST);
    }

    @Test
    void everyKindHasATextInBothLanguages() {
        for (Reason.Kind kind : Reason.Kind.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.KOREAN)) {
                boolean plain =
                        kind == Reason.Kind.PINNED || kind == Reason.Kind.CAMPAIGN || kind == Reason.Kind.EXPLORED;
                List<String> arguments = plain ? List.of() : List.of("a rule of mine");
                assertThat(new Reason(kind, arguments).text(locale))
                        .as("%s, %s", kind, locale)
                        .isNotBlank()
                        .contains(plain ? "" : "a rule of mine");
            }
        }
    }

    @Test
    void withoutAHistoryNobodyIsANewArtist() {
        SmallCatalog.Built small = music().with(context -> context.withHistory(ListeningHistory.none()));
        assertThat(reasons(small, Explainer.Contributors.NONE).get(1)).isEmpty();
    }

    @Test
    void aContributorThatWasNotHeardIsAnError() {
        SmallCatalog.Built small = music();
        assertThatThrownBy(() -> reasons(small, (context, semantics) -> t -> small.idx("stranger")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'stranger' is said to have contributed to 'heard' but is not in the history");
    }

    @Test
    void pinsChanceAndRulesSetAsideAreTold() {
        SmallCatalog.Built small = music().with(context -> context.withHistory(ListeningHistory.none()));
        Explainer explainer = new Explainer(0, EventSemantics.DEFAULT, Explainer.Contributors.NONE);
        Reranked pinned = small.apply(new Pins(List.of(Pins.Pin.always("guest", 0))));
        assertThat(explainer.explain(pinned).get(0)).containsExactly(new Reason(Reason.Kind.PINNED, List.of()));
        Reranked random = RulePipeline.of(new EpsilonSlots(1, List.of(0), 5))
                .apply(small.all(), small.context().withSeed(1), 5);
        assertThat(random.isExplored(0))
                .as("the seed is of a request that explores")
                .isTrue();
        assertThat(explainer.explain(random).get(0)).contains(new Reason(Reason.Kind.EXPLORED, List.of()));
        Reranked loose = RulePipeline.of(Cap.perArtist(1), new NeverEmpty(5, List.of("artist-cap")))
                .apply(small.all(), small.context(), 5);
        List<Reason> last = explainer.explain(loose).get(4);
        assertThat(last).containsExactly(new Reason(Reason.Kind.RELAXED_RULE, List.of("artist-cap")));
        assertThat(last.get(0).text(Locale.KOREAN)).contains("같은 아티스트 곡 수 제한");
    }

    @Test
    void campaignsAndFallbacksAreTold() {
        SmallCatalog.Built small = music();
        Explainer explainer = new Explainer(0, EventSemantics.DEFAULT, Explainer.Contributors.NONE);
        long now = SmallCatalog.NOW;
        NamedTracks group = NamedTracks.of(NamedTracks.By.TRACK, List.of("more"));
        for (Campaign campaign : List.of(
                new Campaign(group, 1, now, now + 1),
                new Campaign(group, 1, now + 1, now + 2),
                new Campaign(group, -1, now, now + 1))) {
            Reranked list = small.apply(campaign);
            List<List<Reason>> reasons = explainer.explain(list);
            for (int p = 0; p < list.size(); p++) {
                boolean told = list.track(p) == small.idx("more") && campaign.b() > 0 && campaign.fromMillis() == now;
                assertThat(reasons.get(p).contains(new Reason(Reason.Kind.CAMPAIGN, List.of())))
                        .as("%s, position %d", campaign, p)
                        .isEqualTo(told);
            }
        }
        Candidates candidates =
                Candidates.of(new int[] {small.idx("stranger"), small.idx("more")}, new double[] {2, 1}, new String[] {
                    "fallback:age", "model"
                });
        List<List<Reason>> reasons = new Explainer(
                        0, EventSemantics.DEFAULT, (context, semantics) -> t -> small.idx("heard"))
                .explain(RulePipeline.of().apply(candidates, small.context(), 2));
        assertThat(reasons.get(0)).startsWith(new Reason(Reason.Kind.FALLBACK, List.of("age")));
        assertThat(reasons.get(0).get(0).text(Locale.ENGLISH)).isEqualTo("Popular with listeners of your age");
        assertThat(reasons.get(0).get(0).text(Locale.KOREAN)).isEqualTo("비슷한 나이의 사람들이 즐겨 들어요");
        assertThat(reasons.get(1)).extracting(Reason::kind).containsExactly(Reason.Kind.BECAUSE_OF);
    }

    @Test
    void behindAFusionOnlyWhatNoSourceMeantIsAFallback() {
        SmallCatalog.Built small = music();
        IdMap ids = small.catalog().tracks();
        int stranger = small.idx("stranger");
        int guest = small.idx("guest");
        int more = small.idx("more");
        Candidates one = Candidates.of(new int[] {more, stranger, guest}, new double[] {3, 2, 1}, new String[] {
            "m", "fallback:age", "fallback:age"
        });
        Candidates two = Candidates.of(
                new int[] {guest, stranger}, new double[] {2, 1}, new String[] {"n", "fallback:popularity"});
        FusedCandidates fused = new FusedCandidates(
                ReciprocalRankFusion.DEFAULT,
                List.of(Source.of("m", 1, n -> one, ids), Source.of("n", 1, n -> two, ids)),
                ids);
        Explainer explainer = new Explainer(0, EventSemantics.DEFAULT, (context, semantics) -> t -> small.idx("heard"));
        Reranked list = RulePipeline.of().apply(fused, small.context(), 3, 5);
        assertThat(SmallCatalog.ids(list)).containsExactly("guest", "stranger", "more");
        List<List<Reason>> reasons = explainer.explain(list);
        assertThat(reasons.get(0)).extracting(Reason::kind).containsExactly(Reason.Kind.BECAUSE_OF);
        assertThat(reasons.get(1))
                .startsWith(
                        new Reason(Reason.Kind.FALLBACK, List.of("age")),
                        new Reason(Reason.Kind.FALLBACK, List.of("popularity")))
                .extracting(Reason::kind)
                .doesNotContain(Reason.Kind.BECAUSE_OF);
        assertThat(reasons.get(2)).extracting(Reason::kind).containsExactly(Reason.Kind.BECAUSE_OF);
        assertThat(list.items().get(1).source()).isEqualTo("fallback:age+popularity");
    }
}
