package io.reco.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Playlist;
import io.reco.core.data.Profile;
import io.reco.core.split.PlaylistsAsCharacters.Options;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaylistsAsCharactersTest {
    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("radio");
        builder.addCharacter(Profile.of("owner"));
        builder.addListen("owner", "t0", 5);
        builder.addPlaylist(new Playlist("p1", "One", "owner", List.of(), List.of("t2", "t1", "t2"), -1, -1));
        builder.addPlaylist(Playlist.of("empty", List.of()));
        builder.addPlaylist(Playlist.of("p2", List.of("t0")));
        return builder.build();
    }

    @Test
    void tracksAreUntimedListensInTheOrderOfThePlaylist() {
        Dataset source = data();
        PlaylistsAsCharacters result = PlaylistsAsCharacters.of(source);
        Dataset dataset = result.dataset();
        assertThat(dataset.catalog()).isSameAs(source.catalog());
        assertThat(dataset.profiles().ids().ids()).containsExactly("p1", "p2");
        assertThat(dataset.playlists().size()).isZero();
        assertThat(dataset.events().timed()).isFalse();
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < dataset.events().size(); i++) {
            heard.add(dataset.catalog().tracks().id(dataset.events().track(i)));
        }
        assertThat(heard).containsExactly("t2", "t1", "t2", "t0");
        assertThat(result.ordered()).isTrue();
        assertThat(result.description()).contains("2 of 3 playlists", "1 left out with fewer than 1 tracks");
        assertThat(LeaveLastOut.ofOne().split(dataset).test().events().size()).isEqualTo(1);
    }

    @Test
    void aSampleIsOfTheSeedKeepsTheOrderAndIsTold() {
        DatasetBuilder builder = Dataset.builder("many");
        for (int p = 0; p < 100; p++) {
            builder.addPlaylist(Playlist.of("p" + p, Collections.nCopies(1 + p % 2, "t")));
        }
        Dataset source = builder.build();
        Options options = Options.DEFAULT.withMinTracks(2).withSample(10, 4).withOrdered(false);
        PlaylistsAsCharacters result = PlaylistsAsCharacters.of(source, options);
        List<String> ids = result.dataset().profiles().ids().ids();
        assertThat(ids).hasSize(10).allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 1);
        assertThat(ids.stream().map(id -> Integer.parseInt(id.substring(1)))).isSorted();
        assertThat(PlaylistsAsCharacters.of(source, options)
                        .dataset()
                        .profiles()
                        .ids())
                .isEqualTo(result.dataset().profiles().ids());
        assertThat(PlaylistsAsCharacters.of(source, options.withSample(10, 5))
                        .dataset()
                        .profiles()
                        .ids())
                .isNotEqualTo(result.dataset().profiles().ids());
        assertThat(result.ordered()).isFalse();
        assertThat(result.description())
                .isEqualTo(
                        "playlists as characters, tracks in no meaningful order: 10 of 100 playlists, 50 left out with"
                                + " fewer than 2 tracks, 40 left out by sampling with seed 4");
    }

    @Test
    void nothingToTakeAndOptionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> PlaylistsAsCharacters.of(data(), Options.DEFAULT.withMinTracks(4)))
                .hasMessageContaining("none of the 3 playlists of data set 'radio' has 4 tracks");
        assertThatThrownBy(() -> Options.DEFAULT.withMinTracks(0)).hasMessageContaining("minTracks 0");
        assertThatThrownBy(() -> Options.DEFAULT.withSample(0, 1)).hasMessageContaining("maxPlaylists 0");
    }
}
