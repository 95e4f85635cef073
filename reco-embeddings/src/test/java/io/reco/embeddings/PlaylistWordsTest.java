package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Playlist;
import io.reco.core.recommend.UnknownIdPolicy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Words in the plane: dawn lies east, party north. */
class PlaylistWordsTest {
    private static final PlaylistWordOptions PLAIN = new PlaylistWordOptions(1, 0);

    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("words");
        List.of("east", "north", "ne", "nowhere").forEach(builder.catalog()::track);
        builder.addPlaylist(playlist("P1", "새벽 감성", List.of("Calm"), 5, "east"));
        builder.addPlaylist(playlist("P2", "새벽!", List.of(), 1, "east", "ne"));
        builder.addPlaylist(playlist("P3", "PARTY", List.of("calm"), 9, "north"));
        builder.addPlaylist(playlist("P4", "Silence", List.of(), 7, "nowhere"));
        return builder.build();
    }

    private static Playlist playlist(String id, String title, List<String> tags, int followers, String... tracks) {
        return new Playlist(id, title, "", tags, List.of(tracks), -1, followers);
    }

    private static PlaylistWords fit(PlaylistWordOptions options) {
        Dataset data = data();
        TrackVectors vectors =
                Vectors.of(new String[] {"east", "north", "ne", "nowhere"}, new int[] {0, 1, 2}, new float[][] {
                    {2, 0}, {0, 1}, {1, 1}
                });
        return PlaylistWords.fit(vectors, data, options, UnknownIdPolicy.FAIL);
    }

    @Test
    void aWordIsTheMeanOfItsPlaylists() {
        Answer answer = fit(PLAIN).tracks("새벽", List.of(), Wanted.best(3));
        // P1 is east, P2 the middle of east and ne: at 22.5 degrees; their mean is at 11.25.
        double angle = Math.PI / 16;
        assertThat(answer.ids()).containsExactly("east", "ne", "north");
        assertThat(answer.items().get(0).score()).isCloseTo(Math.cos(angle), within(1e-6));
        assertThat(answer.items().get(1).score()).isCloseTo(Math.cos(Math.PI / 4 - angle), within(1e-6));
        assertThat(answer.items().get(0).seeds()).extracting(Seed::id).containsExactly("새벽");
        assertThat(answer.items().get(0).evidence()).isEqualTo(Set.of(Evidence.VECTORS));
    }

    @Test
    void rareWordsCountMore() {
        // party: 1 of 4 playlists, calm: 2 of 4; calm lies at 45 degrees.
        double party = Math.log(5);
        double calm = Math.log(3);
        double x = calm * Math.sqrt(0.5);
        double y = calm * Math.sqrt(0.5) + party;
        Answer answer = fit(PLAIN).tracks("Party", List.of("CALM", "calm"), Wanted.best(1));
        assertThat(answer.ids()).containsExactly("north");
        assertThat(answer.items().get(0).score()).isCloseTo(y / Math.hypot(x, y), within(1e-6));
    }

    @Test
    void playlistsAreFoundByWordsOfOthers() {
        assertThat(fit(PLAIN).playlists("새벽", List.of(), Wanted.best(2)).ids()).containsExactly("P1", "P2");
        assertThat(fit(PLAIN).playlists("party", List.of(), Wanted.best(1)).ids())
                .containsExactly("P3");
    }

    @Test
    void unknownWordsAreToldAndAlonePopularOnesServe() {
        PlaylistWords words = fit(PLAIN);
        Answer some = words.tracks("새벽 zzz", List.of("yyy"), Wanted.best(1));
        assertThat(some.unknown()).containsExactly("yyy", "zzz");
        assertThat(some.items().get(0).evidence()).isEqualTo(Set.of(Evidence.VECTORS));

        Answer tracks = words.tracks("zzz", List.of(), Wanted.best(2));
        assertThat(tracks.ids()).containsExactly("east", "ne");
        assertThat(tracks).allSatisfy(item -> assertThat(item.evidence()).isEqualTo(Set.of(Evidence.POPULARITY)));
        assertThat(words.playlists("", List.of(), Wanted.best(3)).ids()).containsExactly("P3", "P4", "P1");
    }

    @Test
    void popularOnesOfOneCountGoByIdInCodePointOrder() {
        DatasetBuilder builder = Dataset.builder("ties");
        // By UTF-16 the clef would come before the tilde.
        for (String id : List.of("\uD834\uDD1E", "b", "\uFF5E", "a", "often")) {
            builder.catalog().track(id);
        }
        builder.addPlaylist(playlist("\uD834\uDD1E", "one", List.of(), 3, "often"));
        builder.addPlaylist(playlist("\uFF5E", "two", List.of(), 3, "often"));
        builder.addPlaylist(playlist("untold", "three", List.of(), -1));
        builder.addPlaylist(playlist("none", "four", List.of(), 0));
        Dataset data = builder.build();
        TrackVectors vectors = Vectors.of(
                data.catalog().tracks().ids().toArray(String[]::new),
                new int[] {data.catalog().tracks().indexOf("often")},
                new float[][] {{1, 0}});
        PlaylistWords words = PlaylistWords.fit(vectors, data, PLAIN, UnknownIdPolicy.FAIL);
        Answer tracks = words.tracks("", List.of(), Wanted.best(10));
        assertThat(tracks.ids()).containsExactly("often", "a", "b", "\uFF5E", "\uD834\uDD1E");
        assertThat(tracks.items()).extracting(Neighbour::score).containsExactly(2.0, 0.0, 0.0, 0.0, 0.0);
        Answer playlists = words.playlists("", List.of(), Wanted.best(10).excluding(List.of("\uFF5E")));
        assertThat(playlists.ids()).containsExactly("\uD834\uDD1E", "none", "untold");
    }

    @Test
    void whatHasNoVectorComesLast() {
        Answer answer = fit(PLAIN).playlists("party", List.of(), Wanted.best(10));
        assertThat(answer.ids()).hasSize(4).endsWith("P4");
        assertThat(answer.items().get(3).evidence()).isEqualTo(Set.of(Evidence.POPULARITY));
    }

    @Test
    void rareWordsAreNotKnownAndPopularTracksGetABonus() {
        assertThat(fit(PLAIN).words()).containsExactlyInAnyOrder("새벽", "감성", "calm", "party");
        assertThat(fit(PLAIN.withMinPlaylists(2)).words()).containsExactlyInAnyOrder("새벽", "calm");
        double plain = fit(PLAIN)
                .tracks("party", List.of(), Wanted.best(1))
                .items()
                .get(0)
                .score();
        Neighbour north = fit(PLAIN.withPopularityWeight(0.1))
                .tracks("party", List.of(), Wanted.best(1))
                .items()
                .get(0);
        // north is in one playlist, the most frequent one in two.
        assertThat(north.score()).isCloseTo(plain + 0.1 * Math.log(2) / Math.log(3), within(1e-6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withMinPlaylists(0))
                .withMessage("minPlaylists 0 is not 1 or above");
    }
}
