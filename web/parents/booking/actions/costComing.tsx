/** Keeps the place of what it costs while that is fetched: the buttons below must not slide away under a finger. */
export const costComing = <div class="preview cost-coming" aria-hidden="true" />;
