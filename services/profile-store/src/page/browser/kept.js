import { showProfile } from '#flame-graph/view.js';

showProfile(document.getElementById('view'), JSON.parse(document.getElementById('profile').textContent));
