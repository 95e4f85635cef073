package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.IdMap;
import io.reco.core.data.ReleaseDate;
import io.reco.rerank.Popularity;
import io.reco.rerank.RandomWorld;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.rule.Duplicates.Keep;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DuplicatesTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new Duplicates(SongVersions.none(), Keep.CANONICAL);
    }

    @Override
    protected Rule ruleIn(RandomWorld world) {
        return new Duplicates(SongVersions.of(world.data().catalog()), Keep.CANONICAL);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new Duplicates(SongVersions.none(), Keep.BEST));
    }

    private static SmallCatalog.Built songs() {
        return new SmallCatalog()
                .track("remaster", track -> track.title("Song ").artist("A").released(new ReleaseDate(2010, 0, 0)))
                .track("other song", track -> track.title("Song").artist("B"))
                .track("original", track -> track.title("ＳＯＮＧ").artist("A").released(new ReleaseDate(1970, 3, 0)))
                .track(
                        "grouped",
                        track -> track.title("Song (live)").artist("A").recordingGroup("g"))
                .track("same group", track -> track.title("Song").artist("A").recordingGroup("g"))
                .track("untitled 1", "A")
                .track("untitled 2", "A")
                .build();
    }

    @Test
    void titleWithMainArtistAndRecordingGroupMakeOneSong() {
        SmallCatalog.Built small = songs();
        SongVersions versions = SongVersions.of(small.catalog());
        int song = versions.song(small.idx("remaster"));
        assertThat(versions.versions().toArray(song)).hasSize(4);
        assertThat(versions.song(small.idx("grouped"))).isEqualTo(song);
        assertThat(versions.song(small.idx("other song"))).isEqualTo(IdMap.ABSENT);
        assertThat(versions.song(small.idx("untitled 1"))).isEqualTo(IdMap.ABSENT);
    }

    @Test
    void theFirstReleaseStaysInThePlaceOfTheBest() {
        SmallCatalog.Built small = songs();
        Reranked list = small.apply(new Duplicates(SongVersions.of(small.catalog()), Keep.CANONICAL));
        assertThat(ids(list)).containsExactly("original", "other song", "untitled 1", "untitled 2");
        assertThat(score(list, "original")).isEqualTo(7);
        assertThat(list.counts().dropped("duplicates")).isEqualTo(3);
    }

    @Test
    void orTheBestOneItself() {
        SmallCatalog.Built small = songs();
        Reranked list = small.apply(new Duplicates(SongVersions.of(small.catalog()), Keep.BEST));
        assertThat(ids(list)).containsExactly("remaster", "other song", "untitled 1", "untitled 2");
    }

    @Test
    void withoutDatesTheMorePopularOneIsCanonicalAndThenTheFirstId() {
        SmallCatalog catalog = new SmallCatalog()
                .track("b", track -> track.recordingGroup("g"))
                .track("c", track -> track.recordingGroup("g"))
                .track("a", track -> track.recordingGroup("g"));
        SmallCatalog.Built small = catalog.build();
        Duplicates rule = new Duplicates(SongVersions.of(small.catalog()), Keep.CANONICAL);
        assertThat(ids(small.apply(rule))).containsExactly("a");
        SmallCatalog.Built counted =
                small.with(context -> context.withPopularity(Popularity.of(new double[] {1, 5, 2})));
        assertThat(ids(counted.apply(rule))).containsExactly("c");
    }

    @Test
    void aReleaseThatMayNotBeShownDoesNotTakeTheOthersWithIt() {
        SmallCatalog.Built small = new SmallCatalog()
                .track(
                        "first",
                        track -> track.recordingGroup("g")
                                .released(new ReleaseDate(1970, 0, 0))
                                .playable(false))
                .track("second", track -> track.recordingGroup("g").released(new ReleaseDate(1990, 0, 0)))
                .build();
        Duplicates rule = new Duplicates(SongVersions.of(small.catalog()), Keep.CANONICAL);
        assertThat(ids(small.apply(Playable.byCatalog(), rule))).containsExactly("second");
    }
}
