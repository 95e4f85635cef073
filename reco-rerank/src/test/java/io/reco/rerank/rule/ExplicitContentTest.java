package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Catalog;
import io.reco.core.data.Explicit;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.rerank.Candidates;
import io.reco.rerank.RandomWorld;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplicitContentTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new ExplicitContent(SongVersions.none());
    }

    @Override
    protected Rule ruleIn(RandomWorld world) {
        return new ExplicitContent(SongVersions.of(world.data().catalog()));
    }

    @Override
    protected boolean mayPutIn(RandomWorld world, int track) {
        Catalog catalog = world.data().catalog();
        for (int i = 0; i < world.candidates().size(); i++) {
            if (catalog.recordingGroup(world.candidates().track(i)) == catalog.recordingGroup(track)) {
                return catalog.explicit(track) == Explicit.CLEAN;
            }
        }
        return false;
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.empty();
    }

    private static final Profile NO_EXPLICIT = new Profile(
            "me", "", Gender.UNKNOWN, AgeBand.UNKNOWN, "", List.of(), List.of(), List.of(), List.of(), false, false);

    private static SmallCatalog song() {
        return new SmallCatalog()
                .track("rude", track -> track.explicit(Explicit.EXPLICIT).recordingGroup("song"))
                .track("ruder", track -> track.explicit(Explicit.EXPLICIT).recordingGroup("song"))
                .track("other")
                .track("lone", track -> track.explicit(Explicit.EXPLICIT))
                .track("clean", track -> track.explicit(Explicit.CLEAN).recordingGroup("song"))
                .me(NO_EXPLICIT);
    }

    @Test
    void nothingHappensUnlessSwitchedOff() {
        assertThat(ids(song().me(Profile.of("me")).build().apply(rule()))).hasSize(5);
    }

    @Test
    void withoutTwinsExplicitTracksAreDroppedAndUntoldOnesStay() {
        assertThat(ids(song().build().apply(rule()))).containsExactly("other", "clean");
    }

    @Test
    void theCleanTwinTakesThePlaceOfTheBestExplicitVersion() {
        SmallCatalog.Built small = song().build();
        Candidates pool = Candidates.of(
                new int[] {small.idx("ruder"), small.idx("other"), small.idx("lone"), small.idx("rude")},
                new double[] {1, 3, 4, 5},
                "model");
        Reranked list = RulePipeline.of(new ExplicitContent(SongVersions.of(small.catalog())))
                .withTrace(true)
                .apply(pool, small.context(), 5);
        assertThat(ids(list)).containsExactly("clean", "other");
        assertThat(score(list, "clean")).isEqualTo(5);
        assertThat(list.trace().orElseThrow().of("rude").get(0).detail()).isEqualTo("clean twin by clean");
    }

    @Test
    void twoExplicitVersionsYieldOneTwinInEitherOrder() {
        SmallCatalog.Built small = song().build();
        int[] rude = {small.idx("rude"), small.idx("ruder")};
        int[] ruder = {small.idx("ruder"), small.idx("rude")};
        for (int[] order : new int[][] {rude, ruder}) {
            Reranked list = RulePipeline.of(new ExplicitContent(SongVersions.of(small.catalog())))
                    .apply(Candidates.of(order, new double[] {5, 1}, "model"), small.context(), 5);
            assertThat(ids(list)).containsExactly("clean");
            assertThat(score(list, "clean")).isEqualTo(5);
        }
    }

    @Test
    void aTwinThatIsACandidateAlreadyKeepsItsOwnPlace() {
        SmallCatalog.Built small = song().build();
        Reranked list = small.apply(new ExplicitContent(SongVersions.of(small.catalog())));
        assertThat(ids(list)).containsExactly("other", "clean");
        assertThat(score(list, "clean")).isEqualTo(1);
    }

    /** Two clean twins and a check that refuses the first or both, asked where and when the listener is. */
    @Test
    void aTwinThatTheCheckRefusesIsSkippedForTheNextOne() {
        SmallCatalog.Built small = song().track(
                        "second", track -> track.explicit(Explicit.CLEAN).recordingGroup("song"))
                .build();
        SongVersions versions = SongVersions.of(small.catalog());
        Candidates pool =
                Candidates.of(new int[] {small.idx("rude"), small.idx("other")}, new double[] {2, 1}, "model");
        List<Integer> asked = new ArrayList<>();
        for (List<String> refused : List.of(List.of("clean"), List.of("clean", "second"), List.<String>of())) {
            Playable.Check check = (context, t) -> {
                assertThat(context.nowMillis()).isEqualTo(small.context().nowMillis());
                asked.add(t);
                return refused.contains(small.catalog().tracks().id(t))
                        ? Playable.Check.TAKEN_DOWN
                        : Playable.Check.PLAYABLE;
            };
            String shown = List.of("clean", "second", "none").stream()
                    .filter(id -> !refused.contains(id))
                    .findFirst()
                    .orElseThrow();
            Reranked list = RulePipeline.of(new ExplicitContent(versions, check), new Playable(check))
                    .apply(pool, small.context(), 2);
            assertThat(ids(list)).isEqualTo(shown.equals("none") ? List.of("other") : List.of(shown, "other"));
            assertThat(list.counts().dropped("explicit")).isEqualTo(shown.equals("none") ? 1 : 0);
            assertThat(list.counts().dropped("playable")).isZero();
        }
        assertThat(asked).as("no explicit track is asked about").doesNotContain(small.idx("rude"));
    }

    /** The twin among the candidates is not playable, so it does not take the place of the one that is. */
    @Test
    void aCandidateThatTheCheckRefusesIsNoTwin() {
        SmallCatalog.Built small = song().track(
                        "second", track -> track.explicit(Explicit.CLEAN).recordingGroup("song"))
                .build();
        int clean = small.idx("clean");
        Playable.Check check = (context, t) -> t == clean ? Playable.Check.REGION : Playable.Check.PLAYABLE;
        Candidates pool = Candidates.of(new int[] {small.idx("rude"), clean}, new double[] {2, 1}, "model");
        assertThat(ids(RulePipeline.of(
                                new ExplicitContent(SongVersions.of(small.catalog()), check), new Playable(check))
                        .apply(pool, small.context(), 2)))
                .containsExactly("second");
    }

    @Test
    void anAnswerThatTheCheckMayNotGiveIsRefused() {
        SmallCatalog.Built small = song().build();
        Rule rule = new ExplicitContent(SongVersions.of(small.catalog()), (context, t) -> 4);
        assertThatThrownBy(() -> RulePipeline.of(rule)
                        .apply(Candidates.of(new int[] {small.idx("rude")}, new double[] {1}, "m"), small.context(), 1))
                .hasMessageContaining("explicit: the check answered 4");
    }

    @Test
    void theTwinHasToPassTheOtherRules() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("rude", track -> track.explicit(Explicit.EXPLICIT).recordingGroup("song"))
                .track(
                        "clean",
                        track -> track.explicit(Explicit.CLEAN)
                                .recordingGroup("song")
                                .playable(false))
                .me(NO_EXPLICIT)
                .build();
        Reranked list = RulePipeline.of(Playable.byCatalog(), new ExplicitContent(SongVersions.of(small.catalog())))
                .apply(Candidates.of(new int[] {small.idx("rude")}, new double[] {1}, "m"), small.context(), 1);
        assertThat(ids(list)).isEmpty();
    }
}
